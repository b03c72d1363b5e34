package org.diabolo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PoolTest {
  @Test
  void makesOneMoreOnlyWhereNoneIsIdleAndDropsWhatFailed() {
    AtomicInteger made = new AtomicInteger();
    Pool<Integer> pool = new Pool<>(made::incrementAndGet);

    assertThat(Collections.nCopies(3, pool).stream().map(each -> each.<Integer>with(one -> one)))
        .containsExactly(1, 1, 1);
    assertThat(pool.<Integer>with(one -> pool.with(other -> one * 10 + other))).isEqualTo(12);
    assertThatThrownBy(
            () ->
                pool.with(
                    one -> {
                      throw new IllegalStateException("of " + one);
                    }))
        .hasMessage("of 1");
    assertThat(pool.<Integer>with(one -> one)).isEqualTo(2);
  }
}
