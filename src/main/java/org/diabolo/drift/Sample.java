package org.diabolo.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
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
    return rows.stream().filter(RowFigures::isFinite).map(RowFigures::code).toArray(float[][]::new);
  }

  static float[] column(float[][] rows, int i) {
    float[] column = new float[rows.length];
    for (int row = 0; row < column.length; row++) {
      column[row] = rows[row][i];
    }
    return column;
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
   * @return what a bundle keeps; nothing where a row's error or code is no finite number
   */
  Optional<Reference> reference(
      String split, Reference.Input input, ErrorQuantiles.Measure measure, List<String> names) {
    float[][] codes = codes();
    boolean whole =
        codes.length == rows.size()
            && (!hasErrors() || rows.stream().allMatch(row -> Float.isFinite(row.error())));
    if (!whole) {
      return Optional.empty();
    }
    ErrorQuantiles errors = hasErrors() ? ErrorQuantiles.of(measure, errors()) : null;
    return Optional.of(
        new Reference(split, rows.size(), input, errors, moments(codes), binned(names, inputs())));
  }

  private static List<Binned> binned(List<String> names, float[][] rows) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> Binned.of(names.get(i), column(rows, i)))
        .toList();
  }

  static String codeName(int i) {
    return "code[" + i + "]";
  }

  private static CodeMoments moments(float[][] codes) {
    int size = codes[0].length;
    List<Binned> numbers =
        binned(IntStream.range(0, size).mapToObj(Sample::codeName).toList(), codes);
    double[] mean = numbers.stream().mapToDouble(Binned::mean).toArray();
    return new CodeMoments(mean, covariance(codes, mean), numbers);
  }

  private static double[] covariance(float[][] codes, double[] mean) {
    int size = mean.length;
    if (size > CodeMoments.MOST || codes.length < 2) {
      return null;
    }
    List<double[]> sums = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      sums.add(new double[size - i]);
    }
    for (float[] code : codes) {
      for (int i = 0; i < size; i++) {
        double[] sum = sums.get(i);
        double off = code[i] - mean[i];
        for (int j = i; j < size; j++) {
          sum[j - i] += off * (code[j] - mean[j]);
        }
      }
    }
    return sums.stream()
        .flatMapToDouble(Arrays::stream)
        .map(sum -> sum / (codes.length - 1))
        .toArray();
  }
}
