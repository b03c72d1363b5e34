package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code manifest.json} says of one stage.
 *
 * @param tree under {@code stages}; a missing node where it says nothing
 * @param from what the stage was made from, part after part; empty where nothing tells
 */
record StageRecord(JsonNode tree, JsonNode from) {
  static final String STATE = "state";
  static final String RUNNING = "running";
  static final String DONE = "done";
  static final String FROM = "from";
  static final String OUTPUTS = "outputs";

  /** The part of {@link #from} that is the user's job. */
  static final String JOB = "job";

  static final String REDO = "redo";
  static final String STALE = "stale";

  /** Older versions wrote only of what was done, and no state. */
  boolean done() {
    return tree.has(STATE) ? tree.get(STATE).asText().equals(DONE) : tree.has("seconds");
  }

  /** Whether the user wants it made again, whatever is there. */
  boolean redo() {
    return tree.path(REDO).asBoolean();
  }

  /** Whether what it was made from was to be made again. */
  boolean stale() {
    return tree.has(STALE);
  }

  /**
   * @param now what it would be made from, or some parts of it
   * @return whether it may be made again though it was made from something else: what it was made
   *     from was to be made again, for the job that it would be made from now
   */
  boolean excuses(JsonNode now) {
    JsonNode job = tree.path(STALE);
    return job.isObject() ? Differences.same(job, now.path(JOB)) : job.asBoolean();
  }

  JsonNode outputs() {
    return tree.path(OUTPUTS);
  }

  /**
   * @param now what it would be made from, or some parts of it
   * @return the first difference among the parts that both have, in words
   */
  Optional<String> difference(JsonNode now) {
    for (Iterator<String> parts = now.fieldNames(); parts.hasNext(); ) {
      String part = parts.next();
      if (from.has(part) && !Differences.same(part, from.get(part), now.get(part))) {
        return Optional.of(Differences.ofPart(part, from.get(part), now.get(part)));
      }
    }
    return Optional.empty();
  }

  /** Whether what differs is the user's job, or what it names by path. */
  boolean differsInJob(JsonNode now) {
    return List.of(JOB, Pipeline.CONFIGURATIONS).stream()
        .filter(part -> now.has(part) && from.has(part))
        .anyMatch(part -> !Differences.same(from.get(part), now.get(part)));
  }

  /** As the last line tells it: what was done, not from what. */
  static JsonNode facts(JsonNode record) {
    ObjectNode facts = record.deepCopy();
    return facts.remove(List.of(FROM, OUTPUTS));
  }
}
