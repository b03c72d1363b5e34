package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diabolo.job.BadDataException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.store.Json;
import org.diabolo.store.SummedJson;

/**
 * {@code manifest.json}: what a run was asked, what went in, what came out, and how long it took.
 */
final class Manifest {
  static final String FILE = "manifest.json";
  static final String INPUT = "input";
  static final String SPEC = "spec";
  private static final String STAGES = "stages";

  private final RunDirectory run;
  private final ObjectNode tree;

  /** What is not written yet. */
  private Optional<String> marks = Optional.empty();

  private Manifest(RunDirectory run, ObjectNode tree) {
    this.run = run;
    this.tree = tree;
  }

  /**
   * @throws BadDataException when it is damaged, and what is lost would be missed
   */
  static Manifest open(RunDirectory run) {
    return new Manifest(run, ManifestFile.read(run));
  }

  /** Puts the job in, as of the stage that begins. */
  private void job(JobSpec spec) {
    tree.put("name", spec.name());
    tree.put("run_id", run.id());
    tree.put("seed", spec.train().seed());
    tree.set("spec", Secrets.redacted(Json.tree(spec)));
    tree.set("versions", Json.tree(Versions.present()));
  }

  void put(String key, Object value) {
    tree.set(key, Json.tree(value));
  }

  /**
   * @return what is known of a stage; of one that an older version finished, from the job that the
   *     whole run was begun with
   */
  StageRecord record(Stage stage) {
    StageRecord known = told(stage);
    // Older versions knew no other start.
    if (stage.ordinal() <= Stage.TRAIN.ordinal()
        && known.from() instanceof ObjectNode from
        && !from.isEmpty()
        && !from.has(Start.PART)) {
      from.set(Start.PART, Json.tree(Start.COLD));
    }
    return known;
  }

  private StageRecord told(Stage stage) {
    JsonNode record = tree.path(STAGES).path(stage.label());
    if (record.has(StageRecord.FROM)) {
      ObjectNode from = record.get(StageRecord.FROM).deepCopy();
      if (stage == Stage.PREPARE && tree.has(INPUT)) {
        from.set(INPUT, tree.get(INPUT));
      }
      return new StageRecord(record, from, this::files);
    }
    ObjectNode from = Json.beginning("");
    if (tree.has(SPEC)) {
      JobParts.of(stage, tree.get(SPEC)).ifPresent(job -> from.set(StageRecord.JOB, job));
    }
    if (stage == Stage.PREPARE) {
      // Without it nobody could tell whether the rows have changed.
      return new StageRecord(
          record,
          tree.has(INPUT) && tree.has(SPEC) ? from.set(INPUT, tree.get(INPUT)) : none(),
          this::files);
    }
    return new StageRecord(record, from);
  }

  private JsonNode files() {
    return InputListing.read(run.folder(), tree.path(INPUT));
  }

  private static JsonNode none() {
    return Json.beginning("");
  }

  /**
   * Says that a stage has begun, before anything of it is there; what was said of it before is
   * forgotten, but figures that may stay.
   *
   * @param from what it is made from
   */
  void begin(Stage stage, JobSpec spec, JsonNode from) {
    keepOlderJobs();
    job(spec);
    ObjectNode kept = from.deepCopy();
    JsonNode listing = null;
    if (kept.get(INPUT) instanceof ObjectNode input) {
      listing = input.remove(InputListing.LISTING);
    }
    if (stage == Stage.PREPARE) {
      tree.set(INPUT, kept.remove(INPUT));
    }
    ObjectNode stages = tree.withObject("/" + STAGES);
    ObjectNode record =
        stage == Stage.EVALUATE ? stages.withObject("/" + stage.label()) : Json.beginning("");
    record.remove(List.of(StageRecord.REDO, StageRecord.STALE, "ended"));
    record.put(StageRecord.STATE, StageRecord.RUNNING);
    record.put("began", now());
    if (stage != Stage.EVALUATE) {
      record.set(StageRecord.FROM, kept);
    }
    stages.set(stage.label(), record);
    write(stage.label() + ": " + StageRecord.RUNNING);
    if (stage == Stage.PREPARE) {
      // Afterwards: it is nothing without the manifest, which has its sum.
      InputListing.write(run.folder(), listing);
    }
  }

  /**
   * Says that a stage is done: all that is said of it is in place.
   *
   * @param facts for people
   * @param outputs what it has made, with sums
   */
  void done(Stage stage, Map<String, ?> facts, JsonNode outputs) {
    ObjectNode record = tree.withObject("/" + STAGES).withObject("/" + stage.label());
    facts.forEach((key, value) -> record.set(key, Json.tree(value)));
    record.remove(List.of(StageRecord.REDO, StageRecord.STALE));
    record.put(StageRecord.STATE, StageRecord.DONE);
    record.put("ended", now());
    if (!outputs.isEmpty()) {
      record.set(StageRecord.OUTPUTS, outputs);
    }
    write(stage.label() + ": " + StageRecord.DONE);
  }

  /**
   * Says that a stage is to be made again, and that what follows from it may be; {@link #keepMarks}
   * writes it, when nothing is refused any more.
   *
   * @param jobs of what each stage would be made now; with another it may not be made again
   */
  void redo(Stage redone, Map<Stage, JsonNode> jobs) {
    ObjectNode stages = tree.withObject("/" + STAGES);
    stages.withObject("/" + redone.label()).put(StageRecord.REDO, true);
    for (Stage stage : redone.withFollowers()) {
      if (stage != redone && stages.get(stage.label()) instanceof ObjectNode record) {
        record.set(StageRecord.STALE, jobs.getOrDefault(stage, BooleanNode.TRUE));
      }
    }
    marks = Optional.of(redone.label() + ": to be made again");
  }

  /** Writes what {@link #redo} said, so that it outlives this process. */
  void keepMarks() {
    marks.ifPresent(this::write);
  }

  /** Older versions said what all stages were made from once, in what is about to be replaced. */
  private void keepOlderJobs() {
    for (Stage stage : Stage.values()) {
      JsonNode record = stages().path(stage.label());
      JsonNode from = record(stage).from();
      if (record.isObject() && !record.has(StageRecord.FROM) && from.has(StageRecord.JOB)) {
        ((ObjectNode) record).set(StageRecord.FROM, ((ObjectNode) from.deepCopy()).without(INPUT));
      }
    }
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  JsonNode get(String key) {
    return tree.path(key);
  }

  JsonNode stages() {
    return tree.path(STAGES);
  }

  /** In one step, and with its sum. */
  private void write(String state) {
    marks = Optional.empty();
    tree.put("state", state);
    run.folder().write(FILE, SummedJson.text(tree));
  }
}
