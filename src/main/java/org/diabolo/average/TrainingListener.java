package org.diabolo.average;

import org.diabolo.engine.ModelState;

/** Is told how training goes, on the driver, in the training thread. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener NONE = record -> {};

  /**
   * @param record of the round that has just ended, with the validation loss if one was due
   */
  void roundEnded(RoundRecord record);

  /**
   * The same, for those who want the state too.
   *
   * @param record of the round
   * @param state of the model after it, which the next round starts from; not to be changed
   */
  default void roundEnded(RoundRecord record, ModelState state) {
    roundEnded(record);
  }

  /**
   * @param done rounds of those that find the averaging period, and are forgotten
   * @param atLeast as many as there will be, if they take long enough; 0 when the period is found
   */
  default void probed(int done, int atLeast) {}

  /**
   * @param round of the checkpoint, counted over all epochs, after which training goes on
   */
  default void resumed(int round) {}

  /**
   * @param round after which a checkpoint is about to be written
   */
  default void checkpointing(int round) {}
}
