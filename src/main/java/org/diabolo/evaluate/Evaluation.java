package org.diabolo.evaluate;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.diabolo.batch.Example;
import org.diabolo.engine.Codec;
import org.diabolo.engine.select.Engines;
import org.diabolo.field.NumberField;
import org.diabolo.network.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures a model on vector and image targets. All figures are on the network's side of the field
 * (images 0 to 1, vectors as scaled).
 */
public final class Evaluation {
  private static final Logger LOG = LoggerFactory.getLogger(Evaluation.class);

  private final SparkSession spark;
  private final Bundle bundle;
  private final PcaBaseline pca;

  /**
   * Fits the baseline.
   *
   * @param spark to run on
   * @param bundle the model
   * @param train the rows that it was trained on
   */
  public Evaluation(SparkSession spark, Bundle bundle, JavaRDD<Example> train) {
    this.spark = spark;
    this.bundle = bundle;
    int size = ((NumberField) bundle.card().decoded()).size();
    if (size > PcaBaseline.MOST_COLUMNS) {
      LOG.info(
          "no pca_mse: PCA of {} columns would not fit on the driver (at most {})",
          size,
          PcaBaseline.MOST_COLUMNS);
      this.pca = null;
    } else {
      this.pca = PcaBaseline.fit(spark, train, size, bundle.card().code());
    }
  }

  /**
   * @param examples of one split, at least one
   * @return {@code mse}, {@code pca_mse} (unless there are too many columns), {@code
   *     explained_variance} (unless all rows are alike), {@code rows}
   */
  public Map<String, Number> metrics(JavaRDD<Example> examples) {
    Map<String, Number> metrics = new TreeMap<>();
    SquaredErrors model = modelErrors(examples);
    metrics.put("rows", model.rows());
    metrics.put("mse", model.mse());
    metrics.put("explained_variance", model.explainedVariance());
    if (pca != null) {
      PcaBaseline baseline = pca;
      metrics.put("pca_mse", Reconstruction.errors(examples, () -> baseline::reconstruct).mse());
    }
    metrics.values().removeIf(value -> !Double.isFinite(value.doubleValue()));
    return metrics;
  }

  private SquaredErrors modelErrors(JavaRDD<Example> examples) {
    Broadcast<Bundle.Parts> parts =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(bundle.parts());
    try {
      return Reconstruction.errors(
          examples,
          () -> {
            Codec codec = Engines.codec(parts.value());
            return batch ->
                codec
                    .decoder()
                    .apply(batch.rows(), codec.encoder().apply(batch.rows(), batch.source()));
          });
    } finally {
      parts.destroy();
    }
  }
}
