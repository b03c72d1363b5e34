package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a model that people ask for first. */
public final class Headline {
  private static final List<String> SPLITS = List.of("test", "valid", "train");

  /** With what each is called in a sentence; the first that is there begins. */
  private static final List<Map.Entry<String, String>> FIGURES =
      List.of(
          Map.entry("mse", "mse"),
          Map.entry("pca_mse", "PCA's mse"),
          Map.entry("exact_match", "exact match"),
          Map.entry("token_error_rate", "token error rate"),
          Map.entry("bleu", "BLEU"));

  private Headline() {}

  /**
   * @param metrics what {@code metrics.json} holds
   * @return a line, such as {@code mse 0.009532, PCA's mse 0.01497 on the test rows}; empty where
   *     there are none
   */
  public static String of(JsonNode metrics) {
    return SPLITS.stream()
        .filter(metrics::has)
        .map(split -> told(metrics.path(split)) + " on the " + split + " rows")
        .findFirst()
        .orElse("");
  }

  /**
   * @param metrics what {@code metrics.json} holds
   * @return the same figures by their names there, and the {@code split} that they are of; empty
   *     where there are none
   */
  static Map<String, Object> figures(JsonNode metrics) {
    Map<String, Object> figures = new LinkedHashMap<>();
    SPLITS.stream()
        .filter(metrics::has)
        .findFirst()
        .ifPresent(
            split -> {
              figures.put("split", split);
              for (Map.Entry<String, String> figure : FIGURES) {
                JsonNode value = metrics.path(split).path(figure.getKey());
                if (value.isNumber()) {
                  figures.put(figure.getKey(), value);
                }
              }
            });
    return figures;
  }

  private static String told(JsonNode split) {
    List<String> told = new ArrayList<>();
    for (Map.Entry<String, String> figure : FIGURES) {
      if (split.path(figure.getKey()).isNumber()) {
        double value = split.path(figure.getKey()).asDouble();
        told.add(String.format(Locale.ROOT, "%s %.4g", figure.getValue(), value));
      }
    }
    return String.join(", ", told);
  }
}
