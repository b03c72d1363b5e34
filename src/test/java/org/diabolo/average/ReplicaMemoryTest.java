package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import org.diabolo.average.ReplicaMemory.Kept;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicaMemoryTest {
  private final long training = LiveTrainings.begin();

  private static Kept after(int round) {
    return new Kept(new float[] {round}, round, new float[0]);
  }

  private void keep(int round) {
    ReplicaMemory.keep(training, 1, round, after(round), LiveTrainings.now());
  }

  @AfterEach
  void forget() {
    LiveTrainings.end(training);
    ReplicaMemory.forget(training);
  }

  @Test
  void aRoundThatIsTriedAgainFindsWhatTheOneBeforeLeft() {
    keep(3);
    keep(4);
    assertThat(ReplicaMemory.recall(training, 1, 3).iteration()).isEqualTo(3);
    assertThat(ReplicaMemory.recall(training, 1, 4).iteration()).isEqualTo(4);
    assertThat(ReplicaMemory.recall(training, 2, 4)).isNull();
  }

  /** It trained elsewhere in between: what it left here before is not to be taken for new. */
  @Test
  void whatIsOldIsNotRecalled() {
    keep(9);
    assertThat(ReplicaMemory.recall(training, 1, 49)).isNull();
  }

  @Test
  void whatOtherTrainingsLeftIsForgottenOnceTheyHaveEnded() {
    LiveTrainings.Moment before = LiveTrainings.now();
    long other = LiveTrainings.begin();
    try {
      ReplicaMemory.keep(other, 1, 3, after(3), LiveTrainings.now());
      keep(3);
      assertThat(ReplicaMemory.recall(other, 1, 3)).isNotNull();
      // A round that began before the other training did knows nothing of it.
      ReplicaMemory.keep(training, 1, 4, after(4), before);
      assertThat(ReplicaMemory.recall(other, 1, 3)).isNotNull();
      LiveTrainings.end(other);
      keep(5);
      assertThat(ReplicaMemory.recall(other, 1, 3)).isNull();
      assertThat(ReplicaMemory.recall(training, 1, 5)).isNotNull();
    } finally {
      LiveTrainings.end(other);
      ReplicaMemory.forget(other);
    }
  }
}
