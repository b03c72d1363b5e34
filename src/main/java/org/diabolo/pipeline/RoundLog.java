package org.diabolo.pipeline;

import org.diabolo.average.RoundRecord;
import org.diabolo.average.TrainingListener;
import org.diabolo.job.BadDataException;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code rounds.jsonl}, whole at the end of every epoch and before every checkpoint: object
 * stores cannot append.
 */
final class RoundLog implements TrainingListener {
  private static final Logger LOG = LoggerFactory.getLogger(RoundLog.class);
  private static final String FILE = "rounds.jsonl";

  private final Folder folder;
  private final TrainingListener next;
  private final StringBuilder lines = new StringBuilder();

  RoundLog(Folder folder, TrainingListener next) {
    this.folder = folder;
    this.next = next;
  }

  /** Rounds after the checkpoint will be trained, and told of, again. */
  @Override
  public void resumed(int round) {
    try {
      if (folder.has(FILE)) {
        folder
            .text(FILE)
            .lines()
            .filter(line -> Json.read(line, RoundRecord.class).round() <= round)
            .forEach(line -> lines.append(line).append('\n'));
      }
    } catch (BadDataException e) {
      LOG.warn("rounds before the checkpoint are lost: {}", e.getMessage());
    }
    next.resumed(round);
  }

  @Override
  public void checkpointing(int round) {
    write();
    next.checkpointing(round);
  }

  @Override
  public void roundEnded(RoundRecord record) {
    lines.append(Json.line(record)).append('\n');
    if (record.endsEpoch()) {
      write();
    }
    next.roundEnded(record);
  }

  void write() {
    if (!lines.isEmpty()) {
      folder.write(FILE, lines.toString());
    }
  }
}
