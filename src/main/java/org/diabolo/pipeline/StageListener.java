package org.diabolo.pipeline;

import org.diabolo.average.TrainingListener;

/** Is told how a run goes, for people to read. */
public interface StageListener extends TrainingListener {

  /**
   * @param stage that begins, in words
   */
  void stageBegins(String stage);

  /**
   * @param outcome of the stage that has ended, in words
   */
  void stageEnded(String outcome);
}
