package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.store.Json;

/**
 * {@code manifest.json}: what a run was asked, what went in, what came out, and how long it took.
 */
final class Manifest {
  static final String FILE = "manifest.json";

  private final RunDirectory run;
  private final ObjectNode tree;

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

  /**
   * Puts the job in, or checks that a run which goes on is still the same job.
   *
   * @throws InvalidJobException naming the first key that differs
   */
  void job(JobSpec spec) {
    JsonNode now = Secrets.redacted(Json.tree(spec));
    JsonNode then = tree.get("spec");
    if (then != null && !comparable(then).equals(comparable(now))) {
      throw new InvalidJobException(
          "run "
              + run.id()
              + " was begun with another job: "
              + difference("", comparable(then), comparable(now))
              + "; begin a new run with: diabolo run or diabolo prepare, without --run-id or with a"
              + " new one");
    }
    begin(spec);
  }

  /** Puts the job in, whatever was there: nothing has been made from it. */
  void begin(JobSpec spec) {
    tree.put("name", spec.name());
    tree.put("run_id", run.id());
    tree.put("seed", spec.train().seed());
    tree.set("spec", Secrets.redacted(Json.tree(spec)));
    tree.set("versions", Json.tree(Versions.present()));
  }

  /**
   * Engines agree, so a run may go on with another; and with other passwords, which are not kept.
   */
  private static JsonNode comparable(JsonNode spec) {
    JsonNode copy = Secrets.redacted(spec);
    if (copy.path("train") instanceof ObjectNode train) {
      train.remove("engine");
    }
    return copy;
  }

  /** The first key in which two trees differ, with both values. */
  static String difference(String path, JsonNode then, JsonNode now) {
    if (then.isObject() && now.isObject()) {
      Iterator<String> names =
          ((ObjectNode) then).deepCopy().setAll((ObjectNode) now.deepCopy()).fieldNames();
      while (names.hasNext()) {
        String name = names.next();
        JsonNode before = then.path(name);
        JsonNode after = now.path(name);
        if (!before.equals(after)) {
          return difference(path.isEmpty() ? name : path + "." + name, before, after);
        }
      }
    }
    return path + " was " + shown(then) + " and is now " + shown(now);
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "not there" : node.toString();
  }

  void put(String key, Object value) {
    tree.set(key, Json.tree(value));
  }

  /** What a finished stage has to say of itself. */
  void stage(String name, Map<String, ?> facts) {
    tree.withObject("/stages").set(name, Json.tree(facts));
  }

  JsonNode get(String key) {
    return tree.path(key);
  }

  JsonNode stages() {
    return tree.path("stages");
  }

  /** Written last: all that the manifest speaks of is in place. */
  void write(String state) {
    tree.put("state", state);
    run.folder().write(FILE, Json.pretty(tree));
  }
}
