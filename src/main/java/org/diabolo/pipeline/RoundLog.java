package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
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
  private static final String ENGINE = "engine";

  private final Folder folder;
  private final String engine;
  private final TrainingListener next;
  private final StringBuilder lines = new StringBuilder();
  private final Set<String> engines = new LinkedHashSet<>();

  /**
   * @param engine that runs the rounds to come
   */
  RoundLog(Folder folder, String engine, TrainingListener next) {
    this.folder = folder;
    this.engine = engine;
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
            .map(line -> Json.read(line, ObjectNode.class))
            .filter(line -> line.path("round").asInt() <= round)
            .forEach(this::add);
      }
    } catch (BadDataException e) {
      LOG.warn("rounds before the checkpoint are lost: {}", e.getMessage());
    }
    next.resumed(round);
  }

  private void add(ObjectNode line) {
    if (line.has(ENGINE)) {
      engines.add(line.get(ENGINE).asText());
    }
    lines.append(Json.line(line)).append('\n');
  }

  /** The engines that ran, in the order in which they first did; a run can go on with another. */
  String engines() {
    return String.join(", ", engines);
  }

  @Override
  public void checkpointing(int round) {
    write();
    next.checkpointing(round);
  }

  @Override
  public void roundEnded(RoundRecord record) {
    ObjectNode line = (ObjectNode) Json.tree(record);
    line.put(ENGINE, engine);
    add(line);
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
