package org.diabolo.evaluate.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Short ways to write rows, and the figure of a metric over them. */
final class Rows {
  private Rows() {}

  /** Tokens are what stands between spaces. */
  static Text text(String string) {
    return new Text(string, string.isBlank() ? List.of() : List.of(string.trim().split(" +")));
  }

  static Judged row(String hypothesis, String... references) {
    return row(List.of(hypothesis), references);
  }

  static Judged row(List<String> hypotheses, String... references) {
    return new Judged(
        hypotheses.stream().map(Rows::text).toList(),
        Stream.of(references).map(Rows::text).toList());
  }

  static double value(TextMetric metric, Judged... rows) {
    double[] sums = new double[metric.width()];
    Arrays.stream(rows).forEach(row -> metric.add(row, sums, 0));
    return metric.value(sums, 0);
  }
}
