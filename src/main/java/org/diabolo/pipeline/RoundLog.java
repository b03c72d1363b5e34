package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.diabolo.average.RoundRecord;
import org.diabolo.average.TrainingListener;
import org.diabolo.job.BadDataException;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code rounds.jsonl}, whole before every checkpoint, at the end of training and at the end
 * of an epoch since when it has grown by an eighth: object stores cannot append, and all writes of
 * epochs together are then no more than nine times the last.
 */
final class RoundLog implements TrainingListener {
  private static final Logger LOG = LoggerFactory.getLogger(RoundLog.class);
  static final String FILE = "rounds.jsonl";
  private static final String ROUND = "round";
  private static final String ENGINE = "engine";

  private final Folder folder;
  private final String engine;
  private final TrainingListener next;
  private final StringBuilder lines = new StringBuilder();
  private int written;
  private final Set<String> engines = new LinkedHashSet<>();

  /**
   * @param engine that runs the rounds to come
   */
  RoundLog(Folder folder, String engine, TrainingListener next) {
    this.folder = folder;
    this.engine = engine;
    this.next = next;
  }

  /**
   * Rounds after the checkpoint will be trained, and told of, again. A damaged file is no reason
   * not to go on: what can be read of it is kept.
   */
  @Override
  public void resumed(int round) {
    Map<Integer, ObjectNode> found = new TreeMap<>();
    content()
        .lines()
        .flatMap(line -> parsed(line).stream())
        .filter(line -> line.path(ROUND).isInt())
        .filter(line -> line.path(ROUND).asInt() >= 1 && line.path(ROUND).asInt() <= round)
        .forEach(line -> found.put(line.path(ROUND).asInt(), line));
    found.values().forEach(this::add);
    if (found.size() < round) {
      LOG.warn(
          "{}/{} is damaged: of the {} rounds before the checkpoint {} cannot be read ({}); the"
              + " others are kept",
          folder,
          FILE,
          round,
          round - found.size(),
          missing(found.keySet(), round));
    }
    next.resumed(round);
  }

  /** Empty where there is nothing that can be read. */
  private String content() {
    try {
      return folder.has(FILE) ? folder.text(FILE) : "";
    } catch (BadDataException | UncheckedIOException e) {
      return "";
    }
  }

  private static Optional<ObjectNode> parsed(String line) {
    try {
      return Optional.ofNullable(Json.read(line, ObjectNode.class));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** The ranges that are not there, such as {@code 3 to 7, 9}. */
  private static String missing(Set<Integer> found, int last) {
    List<String> ranges = new ArrayList<>();
    for (int round = 1; round <= last; round++) {
      int first = round;
      while (round <= last && !found.contains(round)) {
        round++;
      }
      if (round - 1 > first) {
        ranges.add(first + " to " + (round - 1));
      } else if (round - 1 == first) {
        ranges.add(Integer.toString(first));
      }
    }
    return String.join(", ", ranges);
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
  public void probed(int done, int atLeast) {
    next.probed(done, atLeast);
  }

  @Override
  public void checkpointing(int round) {
    write();
    next.checkpointing(round);
  }

  @Override
  public void roundEnded(RoundRecord record) {
    // Else training would go on, for nobody, to the next checkpoint.
    folder.requireOwned();
    ObjectNode line = (ObjectNode) Json.tree(record);
    line.put(ENGINE, engine);
    add(line);
    if (record.endsEpoch() && lines.length() - written >= written / 8) {
      write();
    }
    next.roundEnded(record);
  }

  void write() {
    if (!lines.isEmpty()) {
      folder.write(FILE, lines.toString());
      written = lines.length();
    }
  }
}
