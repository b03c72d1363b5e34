package org.diabolo.average;

/** Is told how training goes, on the driver, in the training thread. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener NONE = record -> {};

  /**
   * @param record of the round that has just ended, with the validation loss if one was due
   */
  void roundEnded(RoundRecord record);

  /**
   * @param round of the checkpoint, counted over all epochs, after which training goes on
   */
  default void resumed(int round) {}

  /**
   * @param round after which a checkpoint is about to be written
   */
  default void checkpointing(int round) {}
}
