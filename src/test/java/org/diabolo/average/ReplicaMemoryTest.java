package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import org.diabolo.average.ReplicaMemory.Kept;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicaMemoryTest {
  private static final String TRAINING = "ReplicaMemoryTest";

  private static Kept after(int round) {
    return new Kept(new float[] {round}, round, new float[0]);
  }

  @AfterEach
  void forget() {
    ReplicaMemory.forget(TRAINING);
  }

  @Test
  void aRoundThatIsTriedAgainFindsWhatTheOneBeforeLeft() {
    ReplicaMemory.keep(TRAINING, 1, 3, after(3));
    ReplicaMemory.keep(TRAINING, 1, 4, after(4));
    assertThat(ReplicaMemory.recall(TRAINING, 1, 3).iteration()).isEqualTo(3);
    assertThat(ReplicaMemory.recall(TRAINING, 1, 4).iteration()).isEqualTo(4);
    assertThat(ReplicaMemory.recall(TRAINING, 2, 4)).isNull();
  }

  /** It trained elsewhere in between: what it left here before is not to be taken for new. */
  @Test
  void whatIsOldIsNotRecalled() {
    ReplicaMemory.keep(TRAINING, 1, 9, after(9));
    assertThat(ReplicaMemory.recall(TRAINING, 1, 49)).isNull();
  }
}
