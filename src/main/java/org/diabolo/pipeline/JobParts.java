package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.store.Json;

/** Which keys of a job a stage depends on, with what follows from none of what it reads. */
final class JobParts {
  private JobParts() {}

  /** Of the job as it is now. */
  static JsonNode of(Stage stage, JobSpec spec) {
    return of(stage, Json.tree(spec)).orElseThrow();
  }

  /**
   * @param spec a whole job, with all defaults
   * @return the part; nothing where rows themselves, or figures, tell what they were made from
   */
  static Optional<JsonNode> of(Stage stage, JsonNode spec) {
    JsonNode job = Secrets.redacted(spec);
    return switch (stage) {
      case PREPARE -> {
        ObjectNode part = of(job, "data", "source", "target");
        part.withObject("/evaluate").set("by", job.path("evaluate").path("by"));
        yield Optional.of(part);
      }
      case TRAIN -> {
        ObjectNode part = of(job, "source", "target", "encoder", "decoder", "train");
        // Engines agree, so a training may go on with another.
        if (part.get("train") instanceof ObjectNode train) {
          train.remove("engine");
        }
        yield Optional.of(part);
      }
      case EVALUATE, ENCODE, PREDICT -> Optional.empty();
    };
  }

  /**
   * @param part of a job
   * @return the condition on the rows alone
   */
  static JsonNode where(JsonNode part) {
    ObjectNode only = of(part, "data");
    if (only.get("data") instanceof ObjectNode data) {
      data.retain(List.of("where"));
    }
    return only;
  }

  /** Of what an older version kept, and was damaged since, there may be nothing. */
  private static ObjectNode of(JsonNode job, String... keys) {
    return job instanceof ObjectNode whole
        ? whole.deepCopy().retain(List.of(keys))
        : Json.beginning("");
  }
}
