package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.diabolo.job.BadDataException;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/**
 * {@code result.json}: how the last command on a run ended. One that is at work has none, nor has
 * one that was killed.
 *
 * @param tree what it says; nothing where there is none, or where it is damaged
 * @param flaw that it has, in words; empty where it has none
 */
record RunResult(ObjectNode tree, String flaw) {
  /** From here on exit codes tell of a signal, after which the same command goes on. */
  private static final int SIGNALS = 128;

  static final RunResult NONE = new RunResult(Json.beginning(""), "");

  static RunResult of(Folder folder) {
    if (!folder.has(RunDirectory.RESULT)) {
      return NONE;
    }
    try {
      return new RunResult(Json.read(folder.text(RunDirectory.RESULT), ObjectNode.class), "");
    } catch (UncheckedIOException | BadDataException e) {
      String flaw = e instanceof UncheckedIOException io ? Json.flaw(io) : e.getMessage();
      return new RunResult(Json.beginning(""), RunDirectory.RESULT + " is damaged: " + flaw);
    }
  }

  boolean isThere() {
    return !tree.isEmpty();
  }

  boolean complains() {
    return tree.path("exit").asInt() != 0;
  }

  /** A retraining that had no reason to train. */
  boolean nothingToDo() {
    return !complains() && tree.path("action").asText().equals(RunDirectory.NO_ACTION);
  }

  boolean tellsOfSignal() {
    return tree.path("exit").asInt() >= SIGNALS;
  }

  /** The lines of its message. */
  List<String> message() {
    return tree.path("message").asText().lines().toList();
  }

  String command() {
    return tree.path("command").asText();
  }

  /**
   * @param job that the run was begun with
   * @return the stages that the command was to see to
   */
  List<Stage> asked(JsonNode job) {
    if (!command().equals("run")) {
      return Stream.of(Stage.values()).filter(each -> each.label().equals(command())).toList();
    }
    List<Stage> all = new ArrayList<>(List.of(Stage.values()));
    if (!job.hasNonNull(Stage.PREDICT.label())) {
      all.remove(Stage.PREDICT);
    }
    return all;
  }

  /** The first of them that is not done. */
  Optional<Stage> missing(JsonNode job, List<Stage> done) {
    return asked(job).stream().filter(each -> !done.contains(each)).findFirst();
  }
}
