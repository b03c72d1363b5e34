package org.diabolo.average;

/** Is told how training goes, on the driver, in the training thread. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener NONE = record -> {};

  /**
   * @param record of the round that has just ended, with the validation loss if its epoch has too
   */
  void roundEnded(RoundRecord record);
}
