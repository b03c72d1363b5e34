package org.diabolo.retrain.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.diabolo.field.Field;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.network.Bundle;
import org.diabolo.store.Json;

/** Whether two models can be asked the same, and whether what both were not taught is the same. */
final class Comparability {
  private static final String CHAMPION = "the champion";
  private static final List<String> SIDES = List.of("/source", "/target");

  private Comparability() {}

  /**
   * @param spec the job as it is now, of the candidate
   * @return why the champion cannot be compared, one line each
   */
  static List<String> problems(JobSpec spec, Bundle champion, Bundle candidate) {
    List<String> problems = problems(spec, champion);
    if (problems.isEmpty()) {
      size(CHAMPION, "source", champion.card().source(), candidate.card().source(), problems);
      size(CHAMPION, "target", champion.card().decoded(), candidate.card().decoded(), problems);
    }
    return problems;
  }

  /** What the job alone tells, before there is a candidate. */
  static List<String> problems(JobSpec spec, Bundle champion) {
    JsonNode then = Secrets.redacted(champion.card().provenance().path("job"));
    JsonNode now = Secrets.redacted(Json.tree(spec));
    List<String> problems = new ArrayList<>();
    // Rows that the champion was trained on may be held out now, and it would win on them.
    for (String key : List.of("/data/key", "/data/split")) {
      compare(CHAMPION, key, then, now, problems);
    }
    for (String side : SIDES) {
      compareColumns(CHAMPION, side, then, now, problems);
    }
    if (problems.isEmpty() && lowered(then) != lowered(now)) {
      // Equal texts stand on one side, and now others are equal.
      hashed(now).forEach(side -> compare(CHAMPION, side + "/lowercase", then, now, problems));
    }
    return problems;
  }

  /**
   * @param who the model is, in words
   * @param model that is to be asked for codes alone
   * @return why it cannot be, one line each
   */
  static List<String> sourceProblems(JobSpec spec, String who, Bundle model, Bundle candidate) {
    List<String> problems = new ArrayList<>();
    JsonNode then = Secrets.redacted(model.card().provenance().path("job"));
    compareColumns(who, "/source", then, Secrets.redacted(Json.tree(spec)), problems);
    if (problems.isEmpty()) {
      size(who, "source", model.card().source(), candidate.card().source(), problems);
    }
    return problems;
  }

  private static void compareColumns(
      String who, String side, JsonNode then, JsonNode now, List<String> problems) {
    for (String key : List.of("/kind", "/column", "/columns")) {
      compare(who, side + key, then, now, problems);
    }
  }

  /** Fields of the text that the split goes by, which is hashed as they normalise it. */
  private static List<String> hashed(JsonNode job) {
    return SIDES.stream()
        .filter(side -> job.at(side + "/kind").asText().equals("text"))
        .filter(side -> job.at(side + "/column").equals(job.at("/data/split/by")))
        .toList();
  }

  private static boolean lowered(JsonNode job) {
    return hashed(job).stream().anyMatch(side -> job.at(side + "/lowercase").asBoolean());
  }

  private static void compare(
      String who, String key, JsonNode then, JsonNode now, List<String> problems) {
    if (!then.at(key).equals(now.at(key))) {
      problems.add(
          "%s: %s was made with %s, the job now says %s: they cannot be compared"
              .formatted(
                  key.substring(1).replace('/', '.'), who, told(then.at(key)), told(now.at(key))));
    }
  }

  private static String told(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
  }

  private static void size(String who, String side, Field then, Field now, List<String> problems) {
    if (!then.sameForm(now)) {
      problems.add(
          "%s: %s takes rows of another size than the candidate: they cannot be compared"
              .formatted(side, who));
    }
  }
}
