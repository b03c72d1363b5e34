package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.diabolo.job.Secrets;
import org.diabolo.pipeline.RunSummary.State;
import org.diabolo.store.Json;
import org.diabolo.store.Owner;

/**
 * Puts together what a run tells of itself.
 *
 * @param manifest what {@code manifest.json} says; nothing where there is none
 * @param owner who has taken the run and not let go
 * @param result how the last command ended
 * @param now by the clock of this machine
 * @param changed when the run's folder was
 */
record RunTelling(
    RunDirectory run,
    JsonNode manifest,
    Optional<Owner> owner,
    RunResult result,
    Instant now,
    Instant changed) {

  /** A state, and which stage it is about. */
  private record Standing(State state, Optional<Stage> stage) {}

  /** Of one who was killed, a result is some later command's that only read the run. */
  RunTelling {
    result = owner.isPresent() ? RunResult.NONE : result;
  }

  static RunSummary damaged(RunDirectory run, String why, Instant changed) {
    return new RunSummary(
        run.id(),
        run.folder().toString(),
        State.DAMAGED,
        null,
        null,
        null,
        null,
        NullNode.getInstance(),
        null,
        Map.of(),
        "",
        List.of(Secrets.redacted(why)),
        changed);
  }

  RunSummary all() {
    Standing standing = standing();
    StageRecord evaluated = record(Stage.EVALUATE);
    boolean measured = evaluated.done() && !evaluated.stale();
    JsonNode metrics = measured ? manifest.path("metrics") : Json.beginning("");
    Optional<Instant> began = began();
    return new RunSummary(
        run.id(),
        run.folder().toString(),
        standing.state,
        standing.stage.map(Stage::label).orElse(null),
        owner.map(Owner::name).orElse(null),
        began.map(Instant::toString).orElse(null),
        seconds(standing),
        rows(),
        record(Stage.TRAIN).tree().path(TrainStage.CODE_SPACE).asText(null),
        Headline.figures(metrics),
        Headline.of(metrics),
        messages(standing),
        began.orElse(changed));
  }

  private StageRecord record(Stage stage) {
    return new StageRecord(manifest.path("stages").path(stage.label()), Json.beginning(""));
  }

  private List<Stage> stages(String state) {
    return Stream.of(Stage.values())
        .filter(
            each ->
                state.equals(StageRecord.DONE)
                    ? record(each).done()
                    : record(each).tree().path(StageRecord.STATE).asText().equals(state))
        .toList();
  }

  private Standing standing() {
    List<Stage> done = stages(StageRecord.DONE);
    Optional<Stage> running = stages(StageRecord.RUNNING).stream().findFirst();
    Optional<Stage> latest = done.isEmpty() ? Optional.empty() : Optional.of(last(done));
    if (owner.filter(each -> each.seemsAlive(now)).isPresent()) {
      return new Standing(State.RUNNING, running.or(() -> latest));
    }
    Optional<Stage> open =
        running.or(
            () ->
                result.complains() ? result.missing(manifest.path(Manifest.SPEC), done) : running);
    if (open.isPresent()) {
      boolean failed = result.complains() && !result.tellsOfSignal();
      return new Standing(failed ? State.FAILED : State.UNFINISHED, open);
    }
    if (done.isEmpty() && result.nothingToDo()) {
      return new Standing(State.NOTHING_TO_DO, Optional.empty());
    }
    if (done.isEmpty()) {
      return new Standing(result.complains() ? State.FAILED : State.UNFINISHED, Optional.empty());
    }
    // Who is killed between two stages leaves a lease, and no word of how it ended.
    boolean killed = owner.isPresent() && !result.isThere();
    return new Standing(killed ? State.UNFINISHED : State.DONE, latest);
  }

  private static Stage last(List<Stage> stages) {
    return stages.get(stages.size() - 1);
  }

  private Optional<Instant> began() {
    return Stream.of(Stage.values())
        .flatMap(each -> instant(record(each).tree().path("began")).stream())
        .min(Instant::compareTo);
  }

  private static Optional<Instant> instant(JsonNode text) {
    try {
      return text.isTextual() ? Optional.of(Instant.parse(text.asText())) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Double seconds(Standing standing) {
    List<Double> each = new ArrayList<>();
    for (Stage stage : stages(StageRecord.DONE)) {
      JsonNode seconds = record(stage).tree().path("seconds");
      if (seconds.isNumber()) {
        each.add(seconds.asDouble());
      }
    }
    if (standing.state == State.RUNNING) {
      standing
          .stage
          .map(this::record)
          .filter(record -> !record.done())
          .flatMap(record -> instant(record.tree().path("began")))
          .ifPresent(began -> each.add(Math.max(0, Duration.between(began, now).toMillis() / 1e3)));
    }
    return each.isEmpty()
        ? null
        : Math.round(each.stream().mapToDouble(Double::doubleValue).sum() * 1e3) / 1e3;
  }

  private JsonNode rows() {
    StageRecord prepared = record(Stage.PREPARE);
    JsonNode rows = prepared.tree().path("rows");
    return prepared.done() && rows.isObject() ? rows : NullNode.getInstance();
  }

  private List<String> messages(Standing standing) {
    List<String> messages = new ArrayList<>();
    owner
        .filter(each -> !each.seemsAlive(now))
        .ifPresent(
            each ->
                messages.add(
                    each.name()
                        + (each.gone()
                            ? " is gone"
                            : " gives no sign of life"
                                + each.lastSign()
                                    .map(sign -> " since " + sign.truncatedTo(ChronoUnit.SECONDS))
                                    .orElse(""))));
    if (!result.flaw().isEmpty()) {
      messages.add(result.flaw());
    }
    if (result.complains() && standing.state != State.RUNNING) {
      List<String> said = new ArrayList<>(result.message());
      if (standing.state == State.DONE && !said.isEmpty()) {
        said.set(0, "the last command, " + result.command() + ", failed: " + said.get(0));
      }
      messages.addAll(said);
    }
    return messages;
  }
}
