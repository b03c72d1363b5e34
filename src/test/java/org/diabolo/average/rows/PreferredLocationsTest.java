package org.diabolo.average.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreferredLocationsTest {
  private final String[] homes = new String[6];

  private static Map<String, Integer> executors(int slots, String... names) {
    Map<String, Integer> executors = new LinkedHashMap<>();
    for (String name : names) {
      executors.put(name, slots);
    }
    return executors;
  }

  private void settle(String... names) {
    PreferredLocations.settle(homes, executors(1, names));
  }

  @Test
  void replicasAreDealtOut() {
    settle("a", "b");
    assertThat(homes).containsExactly("a", "b", "a", "b", "a", "b");
    String[] few = new String[2];
    PreferredLocations.settle(few, executors(1, "a", "b", "c"));
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
  void aNewExecutorIsGivenItsPartAndNoMore() {
    settle("a", "b");
    settle("a", "b", "c");
    assertThat(homes).containsExactly("a", "b", "a", "b", "c", "c");
    settle("a", "b", "c", "d");
    assertThat(homes).as("nobody moves for nothing").containsExactly("a", "b", "a", "b", "c", "d");
    settle("a", "b", "c", "d", "e");
    assertThat(homes).containsExactly("a", "b", "a", "e", "c", "d");
  }

  @Test
  void theReplacementOfALostExecutorTakesItsReplicasBack() {
    String[] two = new String[2];
    PreferredLocations.settle(two, executors(1, "a", "b"));
    PreferredLocations.settle(two, executors(1, "b"));
    assertThat(two).containsExactly("b", "b");
    PreferredLocations.settle(two, executors(1, "b", "c"));
    assertThat(two).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void thoseWithMoreSlotsHaveMoreReplicas() {
    Map<String, Integer> uneven = executors(1, "a");
    uneven.put("b", 3);
    String[] four = new String[4];
    PreferredLocations.settle(four, uneven);
    assertThat(four).containsExactlyInAnyOrder("a", "b", "b", "b");
    PreferredLocations.settle(homes, uneven);
    assertThat(homes).filteredOn("b"::equals).hasSizeBetween(4, 5);
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
