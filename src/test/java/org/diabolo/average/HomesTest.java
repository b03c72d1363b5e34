package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HomesTest {
  private final String[] homes = new String[6];

  private void settle(String... executors) {
    Homes.settle(homes, List.of(executors));
  }

  @Test
  void replicasAreDealtOut() {
    settle("a", "b");
    assertThat(homes).containsExactly("a", "b", "a", "b", "a", "b");
    String[] few = new String[2];
    Homes.settle(few, List.of("a", "b", "c"));
    assertThat(few).containsExactly("a", "b");
  }

  @Test
  void onlyTheLostMoveAndGoWhereTheFewestAre() {
    settle("a", "b", "c");
    assertThat(homes).containsExactly("a", "b", "c", "a", "b", "c");
    settle("a", "c");
    assertThat(homes).containsExactly("a", "a", "c", "a", "c", "c");
    settle("d", "c");
    assertThat(homes).as("a died, d is new").containsExactly("d", "d", "c", "d", "c", "c");
  }

  @Test
  void aNewExecutorMovesNobody() {
    settle("a", "b");
    settle("a", "b", "c");
    assertThat(homes).containsExactly("a", "b", "a", "b", "a", "b");
  }

  @Test
  void inOneProcessThereAreNoHomesAndThoseOfTheDeadAreForgotten() {
    settle();
    assertThat(homes).containsOnlyNulls();
    settle("a");
    settle();
    assertThat(homes).containsOnlyNulls();
    settle("b");
    assertThat(homes).containsOnly("b");
  }
}
