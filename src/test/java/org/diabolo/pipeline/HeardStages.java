package org.diabolo.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.diabolo.average.RoundRecord;

/**
 * Keeps what a run tells.
 *
 * @param said of stages, in their order
 * @param atRound is told of each round
 */
record HeardStages(List<String> said, Consumer<RoundRecord> atRound) implements StageListener {
  HeardStages(Consumer<RoundRecord> atRound) {
    this(new ArrayList<>(), atRound);
  }

  @Override
  public void stageBegins(String stage) {
    said.add(stage);
  }

  @Override
  public void stageEnded(String outcome) {
    said.add(outcome);
  }

  @Override
  public void roundEnded(RoundRecord record) {
    atRound.accept(record);
  }
}
