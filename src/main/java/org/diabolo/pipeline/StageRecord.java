package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What {@code manifest.json} says of one stage.
 *
 * @param tree under {@code stages}; a missing node where it says nothing
 * @param from what the stage was made from, part after part; empty where nothing tells
 * @param listing of the input's files, which is read when it differs; gives a missing node where
 *     nothing tells
 */
record StageRecord(JsonNode tree, JsonNode from, Supplier<JsonNode> listing) {
  static final String STATE = "state";
  static final String RUNNING = "running";
  static final String DONE = "done";
  static final String FROM = "from";
  static final String OUTPUTS = "outputs";

  /** The part of {@link #from} that is the user's job. */
  static final String JOB = "job";

  static final String REDO = "redo";
  static final String STALE = "stale";

  /** Of a stage that does not read the input. */
  StageRecord(JsonNode tree, JsonNode from) {
    this(tree, from, MissingNode::getInstance);
  }

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
        JsonNode then = part.equals(Manifest.INPUT) ? listed(from.get(part)) : from.get(part);
        return Optional.of(Differences.ofPart(part, then, now.get(part)));
      }
    }
    return Optional.empty();
  }

  private JsonNode listed(JsonNode input) {
    JsonNode files = listing.get();
    ObjectNode copy = input.deepCopy();
    return files.isObject() ? copy.set(InputListing.LISTING, files) : copy;
  }

  /** Whether what differs is the user's job, or what it names by path. */
  boolean differsInJob(JsonNode now) {
    JsonNode then = from.path(Start.PART);
    boolean asked =
        now.has(Start.PART)
            && !Start.ASKED.stream()
                .allMatch(key -> Differences.same(then.path(key), now.get(Start.PART).path(key)));
    return asked
        || List.of(JOB, Pipeline.CONFIGURATIONS).stream()
            .filter(part -> now.has(part) && from.has(part))
            .anyMatch(part -> !Differences.same(from.get(part), now.get(part)));
  }

  /** Whether it would begin with something else now, which no making again changes. */
  boolean differsInStart(JsonNode now) {
    return now.has(Start.PART)
        && from.has(Start.PART)
        && !Differences.same(from.get(Start.PART), now.get(Start.PART));
  }

  /** As the last line tells it: what was done, not from what. */
  static JsonNode facts(JsonNode record) {
    ObjectNode facts = record.deepCopy();
    return facts.remove(List.of(FROM, OUTPUTS));
  }
}
