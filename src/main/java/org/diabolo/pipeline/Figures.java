package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
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
  private static final String FILE = "metrics.json";
  private static final String STAGE = "evaluate";
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
   * @return why none of them is worth anything now; nothing when each is what would be measured now
   */
  Optional<String> change(Measured measured, Bundle bundle) {
    JsonNode stage = manifest.stages().path(STAGE);
    return measured.change(stage).or(() -> change(stage, bundle));
  }

  /** The splits whose figures are there. */
  Collection<String> splits() {
    return Measured.splits(manifest.stages().path(STAGE));
  }

  /** Older versions do not say which model it was. */
  private static Optional<String> change(JsonNode stage, Bundle bundle) {
    JsonNode then = stage.path(MODEL);
    JsonNode now = Json.tree(Made.model(bundle));
    return then.isMissingNode() || then.equals(now)
        ? Optional.empty()
        : Optional.of(Manifest.difference(MODEL, then, now));
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

  void write(Map<String, Object> metrics, Measured measured, Bundle bundle, double seconds) {
    folder.write(FILE, Json.pretty(metrics));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seconds", seconds);
    measured.putInto(facts);
    facts.put(MODEL, Made.model(bundle));
    manifest.stage(STAGE, facts);
    manifest.put(METRICS, metrics);
    manifest.write("evaluated");
  }
}
