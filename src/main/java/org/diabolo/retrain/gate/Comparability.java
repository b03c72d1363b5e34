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
  private static final List<String> SIDES = List.of("/source", "/target");

  private Comparability() {}

  /**
   * @param spec the job as it is now, of the candidate
   * @return why the champion cannot be compared, one line each
   */
  static List<String> problems(JobSpec spec, Bundle champion, Bundle candidate) {
    JsonNode then = Secrets.redacted(champion.card().provenance().path("job"));
    JsonNode now = Secrets.redacted(Json.tree(spec));
    List<String> problems = new ArrayList<>();
    // Rows that the champion was trained on may be held out now, and it would win on them.
    for (String key : List.of("/data/key", "/data/split")) {
      compare(key, then, now, problems);
    }
    for (String side : SIDES) {
      for (String key : List.of("/kind", "/column", "/columns")) {
        compare(side + key, then, now, problems);
      }
    }
    if (problems.isEmpty() && lowered(then) != lowered(now)) {
      // Equal texts stand on one side, and now others are equal.
      hashed(now).forEach(side -> compare(side + "/lowercase", then, now, problems));
    }
    if (problems.isEmpty()) {
      size("source", champion.card().source(), candidate.card().source(), problems);
      size("target", champion.card().decoded(), candidate.card().decoded(), problems);
    }
    return problems;
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

  private static void compare(String key, JsonNode then, JsonNode now, List<String> problems) {
    if (!then.at(key).equals(now.at(key))) {
      problems.add(
          "%s: the champion was made with %s, the job now says %s: they cannot be compared"
              .formatted(
                  key.substring(1).replace('/', '.'), told(then.at(key)), told(now.at(key))));
    }
  }

  private static String told(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
  }

  private static void size(String side, Field then, Field now, List<String> problems) {
    if (!then.sameForm(now)) {
      problems.add(
          side
              + ": the champion takes rows of another size than the candidate: they cannot be"
              + " compared");
    }
  }
}
