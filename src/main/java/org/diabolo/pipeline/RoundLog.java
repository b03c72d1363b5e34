package org.diabolo.pipeline;

import org.diabolo.average.RoundRecord;
import org.diabolo.average.TrainingListener;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/** Writes {@code rounds.jsonl}, whole at the end of every epoch: object stores cannot append. */
final class RoundLog implements TrainingListener {
  private final Folder folder;
  private final TrainingListener next;
  private final StringBuilder lines = new StringBuilder();
  private int epoch;

  RoundLog(Folder folder, TrainingListener next) {
    this.folder = folder;
    this.next = next;
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
      folder.write("rounds.jsonl", lines.toString());
    }
  }
}
