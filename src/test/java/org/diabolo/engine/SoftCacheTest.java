package org.diabolo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SoftCacheTest {
  private final SoftCache<String, Object> cache = new SoftCache<>(2);

  @Test
  void aKeyHasOneValueUntilOthersCameSince() {
    Object a = cache.get("a", Object::new);
    Object b = cache.get("b", Object::new);

    assertThat(cache.get("a", Object::new)).isSameAs(a);
    Object c = cache.get("c", Object::new);
    assertThat(cache.get("a", Object::new)).as("asked for since b was").isSameAs(a);
    assertThat(cache.get("c", Object::new)).isSameAs(c);
    assertThat(cache.get("b", Object::new)).isNotSameAs(b);
  }

  @Test
  void whatCouldNotBeMadeIsTriedAgain() {
    assertThatThrownBy(
            () ->
                cache.get(
                    "a",
                    () -> {
                      throw new IllegalStateException("not yet");
                    }))
        .hasMessage("not yet");
    assertThat(cache.get("a", () -> "now")).isEqualTo("now");
  }

  @Test
  void nobodyWaitsForAnotherKeyAndOneMakesWhatTwoAskFor() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    CompletableFuture<Object> slow =
        CompletableFuture.supplyAsync(
            () ->
                cache.get(
                    "slow",
                    () -> {
                      begun.countDown();
                      await(end);
                      return made.incrementAndGet();
                    }));
    await(begun);

    assertThat(cache.get("quick", () -> "there")).isEqualTo("there");
    CompletableFuture<Object> second =
        CompletableFuture.supplyAsync(() -> cache.get("slow", made::incrementAndGet));
    end.countDown();

    assertThat(slow.get()).isEqualTo(1);
    assertThat(second.get()).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
