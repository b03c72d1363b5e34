package org.diabolo.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diabolo.bench.engine.Turns.Measured;
import org.junit.jupiter.api.Test;

class TurnsTest {
  @Test
  void stepsTakeTurns() {
    List<String> order = new ArrayList<>();
    Map<String, Step> steps = new LinkedHashMap<>();
    for (String name : List.of("a", "b")) {
      steps.put(
          name,
          () -> {
            order.add(name);
            return order.size();
          });
    }
    Map<String, Measured> measured = new Turns(0, 0, 2).measure(steps);
    // A turn is two steps at least: the warm-up, two turns each, and the last step.
    assertThat(String.join("", order)).isEqualTo("aabb" + "aabb" + "aabb" + "ab");
    assertThat(measured.get("a").seconds()).hasSize(2);
    assertThat(measured.get("b").last()).isEqualTo(14);
  }

  @Test
  void aRatioIsTheMedianOverNeighbours() {
    Measured fast = new Measured(List.of(1.0, 2.0, 1.0), 0);
    Measured slow = new Measured(List.of(3.0, 8.0, 2.0), 0);
    assertThat(fast.over(slow)).isCloseTo(3, within(1e-12));
    assertThat(slow.median()).isEqualTo(3);
  }
}
