package org.diabolo.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.batch.Example;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.Feeds;
import org.diabolo.batch.Values;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.OpenNetwork;
import org.diabolo.evaluate.Reconstruction.Sums;
import org.diabolo.evaluate.Reconstruction.Told;
import org.diabolo.field.NumberField;
import org.diabolo.network.Bundle;
import org.diabolo.search.SourceEncoder;
import org.diabolo.spark.Steps;
import org.diabolo.spark.Unboxed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures a model of vector or image targets. All figures are on the network's side of the field
 * (images 0 to 1, vectors as scaled).
 */
final class NumberEvaluation implements SplitMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(NumberEvaluation.class);

  private final SparkSession spark;
  private final Bundle bundle;
  private final Grid grid;
  private final PcaBaseline pca;

  /**
   * Fits the baseline.
   *
   * @param spark to run on
   * @param bundle the model
   * @param train the rows that it was trained on
   */
  NumberEvaluation(SparkSession spark, Bundle bundle, Dataset<Row> train) {
    this.spark = spark;
    this.bundle = bundle;
    NumberField decoded = (NumberField) bundle.card().decoded();
    try (Steps steps = Steps.of(spark, 0)) {
      steps.next("how fine the train rows' numbers are");
      this.grid = bundle.card().target() == null ? Grid.of(decoded, examples(train)) : null;
      steps.next("fitting PCA to the train rows");
      this.pca = pca(train, decoded.size());
    }
  }

  /** Null where there can be none, which the log tells. */
  private PcaBaseline pca(Dataset<Row> train, int size) {
    if (size > PcaBaseline.MOST_COLUMNS) {
      LOG.info(
          "no pca_mse: PCA of {} columns would not fit on the driver (at most {})",
          size,
          PcaBaseline.MOST_COLUMNS);
      return null;
    }
    if (train.limit(2).count() < 2) {
      LOG.info("no pca_mse: PCA needs two rows to train on");
      return null;
    }
    return PcaBaseline.fit(spark, examples(train), size, bundle.card().code());
  }

  /**
   * @return {@code mse}, {@code lossless} and {@code lossless_numbers} (of autoencoders), {@code
   *     pca_mse} (unless there are too many columns, or one train row), {@code explained_variance}
   *     (unless all rows are alike), {@code rows}
   * @throws org.diabolo.job.InvalidJobException when the column {@code by} has too many values
   */
  @Override
  public Map<String, Map<String, Number>> of(String split, Dataset<Row> rows) {
    RowsBy.of(split, rows);
    JavaRDD<Told> told = told(rows);
    Map<String, Map<String, Number>> figures = new TreeMap<>();
    try (Steps steps = Steps.of(spark, 0)) {
      steps.next("measuring the " + split + " rows");
      Sums model = modelErrors(told);
      figures.put(split, figures(model.all()));
      model.by().forEach((by, errors) -> figures.put(split + "/" + by, figures(errors)));
      if (pca != null) {
        PcaBaseline baseline = pca;
        Sums linear = Reconstruction.errors(told, null, () -> baseline::reconstruct);
        figures.get(split).put("pca_mse", linear.all().mse());
        linear
            .by()
            .forEach((by, errors) -> figures.get(split + "/" + by).put("pca_mse", errors.mse()));
      }
    }
    figures
        .values()
        .forEach(some -> some.values().removeIf(value -> !Double.isFinite(value.doubleValue())));
    return figures;
  }

  private Map<String, Number> figures(SquaredErrors model) {
    Map<String, Number> metrics = new TreeMap<>();
    metrics.put("rows", model.rows());
    metrics.put("mse", model.mse());
    metrics.put("explained_variance", model.explainedVariance());
    if (grid != null) {
      metrics.put("lossless", model.lossless());
      metrics.put("lossless_numbers", model.losslessNumbers());
    }
    return metrics;
  }

  private JavaRDD<Told> told(Dataset<Row> rows) {
    boolean autoencoder = bundle.card().target() == null;
    boolean by = List.of(rows.columns()).contains(CorpusColumns.BY);
    return rows.select(
            col(CorpusColumns.KEY),
            col(CorpusColumns.SOURCE),
            col(autoencoder ? CorpusColumns.SOURCE : CorpusColumns.TARGET),
            by ? col(CorpusColumns.BY) : lit(null).cast("string"))
        .javaRDD()
        .map(row -> new Told(example(row, autoencoder), row.getString(3)));
  }

  private JavaRDD<Example> examples(Dataset<Row> rows) {
    boolean autoencoder = bundle.card().target() == null;
    return rows.select(
            CorpusColumns.KEY,
            CorpusColumns.SOURCE,
            autoencoder ? CorpusColumns.SOURCE : CorpusColumns.TARGET)
        .javaRDD()
        .map(row -> example(row, autoencoder));
  }

  private static Example example(Row row, boolean autoencoder) {
    float[] source = Unboxed.floats(row.getList(1));
    return new Example(
        row.getString(0), source, autoencoder ? source : Unboxed.floats(row.getList(2)));
  }

  private Sums modelErrors(JavaRDD<Told> told) {
    Broadcast<Bundle.Parts> parts =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(bundle.parts());
    try {
      return Reconstruction.errors(
          told,
          grid,
          () -> {
            SourceEncoder encoder = new SourceEncoder(parts.value());
            Forward decoder = OpenNetwork.of(parts.value().decoder()).forward();
            Feeds feeds = parts.value().feeds();
            return batch -> reconstructed(encoder, decoder, feeds, batch);
          });
    } finally {
      parts.destroy();
    }
  }

  private static float[] reconstructed(
      SourceEncoder encoder, Forward decoder, Feeds feeds, List<Example> batch) {
    List<Values> inputs =
        new ArrayList<>(encoder.encode(batch.stream().map(Example::source).toList()));
    if (feeds.inputs().size() > 1) {
      inputs.add(
          FeedFiller.values(feeds.inputs().get(1), batch.stream().map(Example::target).toList()));
    }
    return decoder.apply(batch.size(), inputs).get(0).data();
  }
}
