package org.diabolo.pipeline;

import org.diabolo.average.RoundRecord;
import org.diabolo.average.TrainingListener;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/**
 * Writes {@code rounds.jsonl}, whole at the end of every epoch and before every checkpoint: object
 * stores cannot append.
 */
final class RoundLog implements TrainingListener {
  private static final String FILE = "rounds.jsonl";

  private final Folder folder;
  private final TrainingListener next;
  private final StringBuilder lines = new StringBuilder();
  private int epoch;

  RoundLog(Folder folder, TrainingListener next) {
    this.folder = folder;
    this.next = next;
  }

  /** Rounds after the checkpoint will be trained, and told of, again. */
  @Override
  public void resumed(int round) {
    if (folder.has(FILE)) {
      folder
          .text(FILE)
          .lines()
          .filter(line -> Json.read(line, RoundRecord.class).round() <= round)
          .forEach(line -> lines.append(line).append('\n'));
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
    if (record.epoch() != epoch) {
      write();
      epoch = record.epoch();
    }
    lines.append(Json.line(record)).append('\n');
    next.roundEnded(record);
  }

  void write() {
    if (!lines.isEmpty()) {
      folder.write(FILE, lines.toString());
    }
  }
}
