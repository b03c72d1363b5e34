package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.diabolo.encode.Made;
import org.diabolo.job.BadDataException;
import org.diabolo.network.Bundle;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/**
 * {@code metrics.json}, and what the manifest says of how it was measured.
 *
 * @param folder of the run
 * @param manifest of the run
 */
record Figures(Folder folder, Manifest manifest) {
  static final String FILE = "metrics.json";
  private static final String STAGE = Stage.EVALUATE.label();
  private static final String METRICS = "metrics";
  private static final String MODEL = "model";

  boolean isThere() {
    return folder.has(FILE);
  }

  /** An empty mapping where there are none. */
  JsonNode read() {
    return isThere() ? Json.read(folder.text(FILE), JsonNode.class) : Json.tree(Map.of());
  }

  /**
   * @param corpus that was prepared; nothing where nothing tells
   * @return why none of them is worth anything now; nothing when each is what would be measured now
   */
  Optional<String> change(Measured measured, Bundle bundle, Optional<String> corpus) {
    JsonNode stage = manifest.stages().path(STAGE);
    return measured
        .change(stage)
        .or(() -> change(stage, MODEL, Json.tree(Made.model(bundle))))
        .or(() -> corpus.flatMap(now -> change(stage, PrepareStage.CORPUS, TextNode.valueOf(now))));
  }

  /** The splits whose figures are there. */
  Collection<String> splits() {
    return Measured.splits(manifest.stages().path(STAGE));
  }

  /** Older versions do not say which model and which rows it was. */
  private static Optional<String> change(JsonNode stage, String key, JsonNode now) {
    JsonNode then = stage.path(key);
    return then.isMissingNode() || then.equals(now)
        ? Optional.empty()
        : Optional.of(Differences.of(key, then, now));
  }

  Optional<String> damage() {
    try {
      return read().equals(manifest.get(METRICS))
          ? Optional.empty()
          : Optional.of(folder + "/" + FILE + " is not what was measured");
    } catch (UncheckedIOException | BadDataException e) {
      return Optional.of(folder + "/" + FILE + " is damaged");
    }
  }

  void delete() {
    folder.delete(FILE);
  }

  void write(
      Map<String, Object> metrics, Measured measured, Bundle bundle, Map<String, Object> facts) {
    folder.write(FILE, Json.pretty(metrics));
    measured.putInto(facts);
    facts.put(MODEL, Made.model(bundle));
    manifest.put(METRICS, metrics);
    manifest.done(Stage.EVALUATE, facts, Json.beginning(""));
  }
}
