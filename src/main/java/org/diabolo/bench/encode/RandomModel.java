package org.diabolo.bench.encode;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.field.VectorField;
import org.diabolo.job.FieldSpec.Scale;
import org.diabolo.job.JobSpec;
import org.diabolo.job.JobText;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Networks;
import org.diabolo.store.Json;

/**
 * A model as training begins with it, which takes as long to encode as one at its end.
 *
 * @param spec of the job
 * @param bundle its fields fitted to a sample, its weights as they were drawn
 */
record RandomModel(JobSpec spec, Bundle bundle) {
  private static final int SAMPLE = 10_000;

  /** One field to another: an autoencoder's reconstruction error is more than PCA has to tell. */
  private static final String JOB =
      """
      name: bench-encode
      data: {input: {path: "%s"}, key: %s}
      source: {column: %s, kind: vector, size: %d}
      target: {column: %s, kind: vector, size: %d}
      encoder: {kind: mlp, layers: [%d], code: %d}
      decoder: {kind: mlp, layers: [%d]}
      """;

  /**
   * @param rows that are encoded
   * @param path where they are
   */
  static RandomModel of(GeneratedRows rows, String path, int hidden, int code) {
    int width = rows.width();
    String numbers = GeneratedRows.NUMBERS;
    String job =
        JOB.formatted(
            path, GeneratedRows.KEY, numbers, width, numbers, width, hidden, code, hidden);
    JobSpec spec = JobSpec.read(new JobText("bench encode", job), List.of());
    VectorField field = VectorField.fitted(Scale.STANDARD, statistics(rows));
    Networks networks = new Networks(spec, field, field);
    ComputationGraph whole = new ComputationGraph(networks.joint());
    whole.init();
    float[] parameters = whole.params().toFloatVector();
    Bundle.Card card =
        new Bundle.Card(
            Bundle.FORMAT,
            "bench-encode/random",
            field,
            field,
            code,
            networks.feeds(),
            Json.tree(Map.of("job", spec)));
    return new RandomModel(
        spec,
        new Bundle(
            card,
            NetworkFile.write(networks.part(parameters, networks.encoder())),
            NetworkFile.write(networks.part(parameters, networks.decoder()))));
  }

  private static VectorField.Statistics statistics(GeneratedRows rows) {
    int width = rows.width();
    double[] min = new double[width];
    double[] max = new double[width];
    double[] mean = new double[width];
    double[] square = new double[width];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    int sample = (int) Math.min(SAMPLE, rows.rows());
    for (int key = 0; key < sample; key++) {
      float[] numbers = rows.of(key);
      for (int i = 0; i < width; i++) {
        min[i] = Math.min(min[i], numbers[i]);
        max[i] = Math.max(max[i], numbers[i]);
        mean[i] += numbers[i] / (double) sample;
        square[i] += (double) numbers[i] * numbers[i] / sample;
      }
    }
    double[] deviation = new double[width];
    for (int i = 0; i < width; i++) {
      deviation[i] = Math.sqrt(square[i] - mean[i] * mean[i]);
    }
    return new VectorField.Statistics(min, max, mean, deviation);
  }
}
