package org.diabolo.drift;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.diabolo.network.reference.Binned;
import org.diabolo.network.reference.CodeMoments;
import org.diabolo.network.reference.ErrorQuantiles;
import org.diabolo.network.reference.Reference;

/**
 * Rows that were drawn, in the order of their keys, so that what is summed over them has the same
 * bits on every cluster.
 *
 * @param rows at least one; those whose code is no finite number are left out of the codes' figures
 */
record Sample(List<RowFigures> rows) {
  private static final int NAMED = 20;

  Sample {
    rows = rows.stream().sorted(Comparator.comparing(RowFigures::key)).toList();
  }

  /** Whether errors are told. */
  boolean hasErrors() {
    return rows.get(0).error() != null;
  }

  float[] errors() {
    float[] errors = new float[rows.size()];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = rows.get(i).error();
    }
    return errors;
  }

  /** Those of finite numbers. */
  float[][] codes() {
    return rows.stream()
        .filter(RowFigures::hasFiniteCode)
        .map(RowFigures::code)
        .toArray(float[][]::new);
  }

  float[][] inputs() {
    return rows.stream().map(RowFigures::inputs).toArray(float[][]::new);
  }

  /** How many rows have each of the most frequent strange tokens or characters. */
  Map<String, Long> strange(Function<Features.Strange, List<String>> which) {
    Map<String, Long> counts = new TreeMap<>();
    rows.forEach(
        row -> which.apply(row.strange()).forEach(one -> counts.merge(one, 1L, Long::sum)));
    Map<String, Long> most = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(NAMED)
        .forEach(one -> most.put(one.getKey(), one.getValue()));
    return most;
  }

  /**
   * @param split the label of the rows' side
   * @param input that they were taken from
   * @param measure of the errors
   * @param names of the inputs
   * @return what a bundle keeps; nothing where a row's error, code or input is no finite number
   */
  Optional<Reference> reference(
      String split, Reference.Input input, ErrorQuantiles.Measure measure, List<String> names) {
    if (!rows.stream().allMatch(RowFigures::isFinite)) {
      return Optional.empty();
    }
    ErrorQuantiles errors = hasErrors() ? ErrorQuantiles.of(measure, errors()) : null;
    return Optional.of(
        new Reference(
            split,
            rows.size(),
            input,
            errors,
            CodeMoments.of(codes()),
            Binned.each(names, inputs())));
  }
}
