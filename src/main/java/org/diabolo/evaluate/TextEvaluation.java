package org.diabolo.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.evaluate.TextItems.Item;
import org.diabolo.evaluate.text.Judged;
import org.diabolo.evaluate.text.Text;
import org.diabolo.evaluate.text.TextMetric;
import org.diabolo.evaluate.text.TextScore;
import org.diabolo.evaluate.text.TextScores;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;

/** Measures a model whose targets are text, and baselines beside it. */
final class TextEvaluation implements SplitMetrics {
  private static final int BATCH = 64;
  private static final int ITEMS_AT_ONCE = 4096;

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
   * @param by value of the column by which metrics are told apart; null for all items
   * @param prefix of the metrics' names
   */
  private record Group(String by, String prefix) implements Serializable {}

  private record Scored(Group group, TextScores scores) implements Serializable {}

  @Override
  public Map<String, Map<String, Number>> of(String split, Dataset<Row> rows) {
    Broadcast<Bundle.Parts> parts =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(bundle.parts());
    try {
      Map<String, Answerer.Maker> contestants = new LinkedHashMap<>();
      PredictSpec how = predict;
      contestants.put("", () -> new ModelAnswerer(parts.value(), how));
      baselines.forEach((name, maker) -> contestants.put(name + "_", maker));
      Map<String, Map<String, Number>> figures = new TreeMap<>();
      scores(TextItems.of(rows), contestants)
          .forEach((group, scores) -> put(figures, split, group, scores));
      TokenLoss.Sum loss = loss(rows, parts);
      figures.get(split).put("loss", loss.loss() / loss.tokens());
      figures.get(split).put("perplexity", Math.exp(loss.loss() / loss.tokens()));
      return figures;
    } finally {
      parts.destroy();
    }
  }

  private static void put(
      Map<String, Map<String, Number>> figures, String split, Group group, TextScores scores) {
    String name = group.by == null ? split : split + "/" + group.by;
    Map<String, Number> into = figures.computeIfAbsent(name, n -> new TreeMap<>());
    into.put("rows", scores.rows());
    for (TextScore score : scores.scores()) {
      if (Double.isFinite(score.value())) {
        into.put(group.prefix + score.metric(), score.value());
        if (group.prefix.isEmpty()) {
          into.put(score.metric() + "_low", score.interval().low());
          into.put(score.metric() + "_high", score.interval().high());
        }
      }
    }
  }

  private Map<Group, TextScores> scores(
      JavaRDD<Item> items, Map<String, Answerer.Maker> contestants) {
    List<TextMetric> told = metrics;
    long drawn = seed;
    TextField field = (TextField) bundle.card().decoded();
    Map<Group, TextScores> merged = new LinkedHashMap<>();
    items
        .mapPartitions(rows -> new Judging(field, told, drawn, contestants).scored(rows).iterator())
        .collect()
        .forEach(part -> merged.merge(part.group, part.scores, TextScores::merge));
    return merged;
  }

  /** Of one partition. */
  private record Judging(
      TextField field,
      List<TextMetric> metrics,
      long seed,
      Map<String, Answerer.Maker> contestants) {

    List<Scored> scored(Iterator<Item> items) {
      Map<Group, TextScores> scores = new LinkedHashMap<>();
      Map<String, Answerer> answerers = new LinkedHashMap<>();
      List<Item> batch = new ArrayList<>();
      while (items.hasNext()) {
        batch.add(items.next());
        if (batch.size() == ITEMS_AT_ONCE || !items.hasNext()) {
          contestants.forEach(
              (name, maker) ->
                  judge(
                      batch,
                      answerers.computeIfAbsent(name, n -> maker.make()).answer(batch),
                      name,
                      scores));
          batch.clear();
        }
      }
      return scores.entrySet().stream().map(e -> new Scored(e.getKey(), e.getValue())).toList();
    }

    private void judge(
        List<Item> batch, List<List<Text>> answers, String prefix, Map<Group, TextScores> scores) {
      for (int i = 0; i < batch.size(); i++) {
        Item item = batch.get(i);
        Judged judged =
            new Judged(answers.get(i), item.references().stream().map(this::text).toList());
        scores(scores, new Group(null, prefix)).add(item.key(), judged);
        if (item.by() != null) {
          scores(scores, new Group(item.by(), prefix)).add(item.key(), judged);
        }
      }
    }

    private TextScores scores(Map<Group, TextScores> scores, Group group) {
      return scores.computeIfAbsent(group, g -> new TextScores(metrics, seed));
    }

    /** As the field would write it, so that both sides are compared in one form. */
    private Text text(String reference) {
      List<String> tokens = field.tokens(reference);
      return new Text(field.tokenizer().join(tokens), tokens);
    }
  }

  private TokenLoss.Sum loss(Dataset<Row> rows, Broadcast<Bundle.Parts> parts) {
    boolean autoencoder = bundle.card().target() == null;
    return rows
        .select("key", "source", autoencoder ? "source" : "target")
        .javaRDD()
        .mapPartitions(pairs -> List.of(loss(pairs, parts.value())).iterator())
        .collect()
        .stream()
        .filter(Objects::nonNull)
        .reduce(TokenLoss.Sum.NONE, TokenLoss.Sum::plus);
  }

  private static TokenLoss.Sum loss(Iterator<Row> pairs, Bundle.Parts parts) {
    if (!pairs.hasNext()) {
      return TokenLoss.Sum.NONE;
    }
    TokenLoss loss = new TokenLoss(parts);
    TokenLoss.Sum sum = TokenLoss.Sum.NONE;
    List<float[]> sources = new ArrayList<>();
    List<float[]> targets = new ArrayList<>();
    while (pairs.hasNext()) {
      Row row = pairs.next();
      sources.add(PreparedNumbers.floats(row, 1));
      targets.add(PreparedNumbers.floats(row, 2));
      if (sources.size() == BATCH || !pairs.hasNext()) {
        sum = sum.plus(loss.of(sources, targets));
        sources.clear();
        targets.clear();
      }
    }
    return sum;
  }
}
