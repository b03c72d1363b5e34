package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.diabolo.store.Json;

/**
 * Several candidates that were compared by their losses on the validation rows.
 *
 * @param chosen the seed of the one that is taken: the least loss, of equal ones the lower seed
 * @param validLoss of each, by its seed, in their order
 */
public record ComparedSeeds(long chosen, Map<Long, Double> validLoss) {
  /** What a bundle's provenance, the manifest and decisions call it. */
  public static final String MEMBER = "seeds";

  static ComparedSeeds of(Map<Long, Double> validLoss) {
    long chosen =
        validLoss.entrySet().stream()
            .min(
                Map.Entry.<Long, Double>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .orElseThrow()
            .getKey();
    return new ComparedSeeds(chosen, validLoss);
  }

  /**
   * @param tree a bundle's provenance, or a decision's figures; null for none
   * @return what was compared; nothing where there was one candidate
   */
  public static Optional<ComparedSeeds> in(JsonNode tree) {
    return tree != null && tree.path(MEMBER).isObject()
        ? Optional.of(Json.read(Json.line(tree.get(MEMBER)), ComparedSeeds.class))
        : Optional.empty();
  }

  /** For people. */
  @Override
  public String toString() {
    List<String> losses = new ArrayList<>();
    validLoss.forEach(
        (seed, loss) -> losses.add(String.format(Locale.ROOT, "%d: %.6g", seed, loss)));
    return "seed " + chosen + " is taken by validation loss (" + String.join(", ", losses) + ")";
  }
}
