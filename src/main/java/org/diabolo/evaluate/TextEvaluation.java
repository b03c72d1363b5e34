package org.diabolo.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.evaluate.text.TextMetric;
import org.diabolo.evaluate.text.TextScore;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.spark.Steps;

/** Measures a model whose targets are text, and baselines beside it. */
final class TextEvaluation implements SplitMetrics {
  private final SparkSession spark;
  private final Bundle bundle;
  private final PredictSpec predict;
  private final List<TextMetric> metrics;
  private final Map<String, Answerer.Maker> baselines;
  private final long seed;

  /**
   * @param spark to run on
   * @param bundle the model
   * @param predict how answers are found
   * @param metrics to be told
   * @param baselines by name
   * @param seed of the intervals
   */
  TextEvaluation(
      SparkSession spark,
      Bundle bundle,
      PredictSpec predict,
      List<TextMetric> metrics,
      Map<String, Answerer.Maker> baselines,
      long seed) {
    this.spark = spark;
    this.bundle = bundle;
    this.predict = predict;
    this.metrics = metrics;
    this.baselines = baselines;
    this.seed = seed;
  }

  /**
   * @return {@code rows}, {@code sources} and the metrics, those of baselines under their names,
   *     those of the model with {@code _low} and {@code _high} beside them; of all rows {@code
   *     loss} and {@code perplexity} too
   * @throws org.diabolo.job.InvalidJobException when the column {@code by} has too many values
   */
  @Override
  public Map<String, Map<String, Number>> of(String split, Dataset<Row> rows) {
    Map<String, Map<String, Number>> figures = new TreeMap<>();
    long count = rows.count();
    of(figures, split, null).put("rows", count);
    RowsBy.of(split, rows).forEach((by, part) -> of(figures, split, by).put("rows", part));
    Broadcast<Bundle.Parts> parts =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(bundle.parts());
    try (Steps steps = Steps.of(spark, 0)) {
      steps.next("answering the " + split + " rows");
      contest(parts)
          .figures(TextItems.of(rows, count))
          .forEach((group, told) -> put(of(figures, split, group.by()), group, told));
      steps.next("the loss of the " + split + " rows");
      TokenLoss.Sum loss = loss(Spread.of(rows, count), parts);
      put(of(figures, split, null), "loss", loss.mean());
      put(of(figures, split, null), "perplexity", Math.exp(loss.mean()));
      return figures;
    } finally {
      parts.destroy();
    }
  }

  private static Map<String, Number> of(
      Map<String, Map<String, Number>> figures, String split, String by) {
    return figures.computeIfAbsent(by == null ? split : split + "/" + by, n -> new TreeMap<>());
  }

  private Contest contest(Broadcast<Bundle.Parts> parts) {
    Map<String, Answerer.Maker> contestants = new LinkedHashMap<>();
    PredictSpec how = predict;
    contestants.put(Contest.MODEL, () -> new ModelAnswerer(parts.value(), how));
    contestants.putAll(baselines);
    FieldTexts texts = new FieldTexts((TextField) bundle.card().decoded());
    return new Contest(texts, metrics, seed, contestants);
  }

  private static void put(Map<String, Number> into, Contest.Group group, Contest.Figures told) {
    into.put("sources", told.sources());
    boolean model = group.contestant().equals(Contest.MODEL);
    String prefix = model ? "" : group.contestant() + "_";
    for (TextScore score : told.scores()) {
      put(into, prefix + score.metric(), score.value());
      put(into, prefix + score.metric() + "_low", score.interval().low());
      put(into, prefix + score.metric() + "_high", score.interval().high());
    }
  }

  /** JSON has no other numbers. */
  private static void put(Map<String, Number> into, String name, double value) {
    if (Double.isFinite(value)) {
      into.put(name, value);
    }
  }

  private TokenLoss.Sum loss(Dataset<Row> rows, Broadcast<Bundle.Parts> parts) {
    boolean autoencoder = bundle.card().target() == null;
    return rows
        .select(CorpusColumns.SOURCE, autoencoder ? CorpusColumns.SOURCE : CorpusColumns.TARGET)
        .javaRDD()
        .mapPartitions(pairs -> List.of(TokenLoss.of(pairs, parts.value())).iterator())
        .collect()
        .stream()
        .reduce(TokenLoss.Sum.NONE, TokenLoss.Sum::plus);
  }
}
