package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkerCountTest {
  private int slots = 2;
  private long seconds = 100;
  private final WorkerCount workerCount =
      WorkerCount.following(() -> slots, () -> seconds * 1_000_000_000L);
  private int replicas = 2;

  private int at(long second, int there) {
    seconds = second;
    slots = there;
    replicas = workerCount.next(replicas);
    return replicas;
  }

  @Test
  void staysAsItIs() {
    assertThat(at(100, 2)).isEqualTo(2);
    assertThat(at(1000, 2)).isEqualTo(2);
  }

  @Test
  void takesThoseWhoJoinOnceNoMoreCome() {
    assertThat(at(100, 3)).isEqualTo(2);
    assertThat(at(101, 4)).as("one more: wait again").isEqualTo(2);
    assertThat(at(102, 4)).isEqualTo(2);
    assertThat(at(103, 4)).isEqualTo(4);
    assertThat(at(104, 4)).isEqualTo(4);
  }

  @Test
  void waitsForTheReplacementOfOneWhoLeft() {
    assertThat(at(100, 1)).isEqualTo(2);
    assertThat(at(129, 1)).isEqualTo(2);
    assertThat(at(129, 2)).as("replaced").isEqualTo(2);
    assertThat(at(140, 1)).as("and lost again: the wait begins anew").isEqualTo(2);
    assertThat(at(169, 1)).isEqualTo(2);
    assertThat(at(170, 1)).isEqualTo(1);
    assertThat(at(171, 2)).isEqualTo(1);
    assertThat(at(173, 2)).isEqualTo(2);
  }

  @Test
  void ofAFixedNumberNobodyAsks() {
    assertThat(WorkerCount.fixed().next(7)).isEqualTo(7);
  }

  /** On machines that are lent the number may never rest. */
  @Test
  void goesWithThoseThatAreThereThoughTheyComeAndGo() {
    replicas = 10;
    assertThat(at(100, 7)).isEqualTo(10);
    assertThat(at(115, 6)).isEqualTo(10);
    assertThat(at(129, 8)).isEqualTo(10);
    assertThat(at(131, 7)).isEqualTo(7);
  }
}
