package org.diabolo.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.diabolo.average.RoundRecord;
import org.diabolo.pipeline.StageListener;

/**
 * Keeps what a run tells.
 *
 * @param said of stages, in their order
 * @param atRound is told of each round
 */
public record HeardStages(List<String> said, Consumer<RoundRecord> atRound)
    implements StageListener {
  /** Which keeps what is said of stages alone. */
  public HeardStages() {
    this(record -> {});
  }

  /** Which also tells of each round. */
  public HeardStages(Consumer<RoundRecord> atRound) {
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
