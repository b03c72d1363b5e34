package org.diabolo.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.diabolo.evaluate.TextItems.Item;
import org.diabolo.evaluate.text.Judged;
import org.diabolo.evaluate.text.Text;
import org.diabolo.evaluate.text.TextMetric;
import org.diabolo.evaluate.text.TextScore;
import org.diabolo.evaluate.text.TextScores;
import scala.Tuple2;

/**
 * Has the model and the baselines answer the same questions. Answers are judged where they are
 * given, sums are merged by executors, and the driver receives figures.
 *
 * @param texts that references are made like
 * @param metrics to be told
 * @param seed of the intervals
 * @param contestants by name; {@link #MODEL} alone has intervals
 */
record Contest(
    FieldTexts texts, List<TextMetric> metrics, long seed, Map<String, Answerer.Maker> contestants)
    implements Serializable {
  /** Name of the model. */
  static final String MODEL = "";

  private static final int MOST_ITEMS = 4096;

  /** Of the sources that are answered together: 16 MB. */
  private static final long MOST_NUMBERS = 4 << 20;

  /**
   * @param by value of the column by which metrics are told apart; null for all items
   * @param contestant that answered
   */
  record Group(String by, String contestant) implements Serializable {}

  /**
   * @param sources that were answered
   * @param scores in the metrics' order
   */
  record Figures(long sources, List<TextScore> scores) implements Serializable {}

  /**
   * @param items all questions
   * @return the figures of every contestant, over all items and over those of each value of {@code
   *     by}
   */
  Map<Group, Figures> figures(JavaRDD<Item> items) {
    return items
        .mapPartitionsToPair(rows -> scored(rows).iterator())
        .reduceByKey(TextScores::merge)
        .mapValues(scores -> new Figures(scores.rows(), scores.scores()))
        .collectAsMap();
  }

  private List<Tuple2<Group, TextScores>> scored(Iterator<Item> items) {
    Map<Group, TextScores> scores = new LinkedHashMap<>();
    Map<String, Answerer> answerers = new LinkedHashMap<>();
    List<Item> batch = new ArrayList<>();
    long numbers = 0;
    while (items.hasNext()) {
      Item item = items.next();
      batch.add(item);
      numbers += item.source().length;
      if (batch.size() == MOST_ITEMS || numbers >= MOST_NUMBERS || !items.hasNext()) {
        contestants.forEach(
            (name, maker) ->
                judge(
                    batch,
                    answerers.computeIfAbsent(name, n -> maker.make()).answer(batch),
                    name,
                    scores));
        batch.clear();
        numbers = 0;
      }
    }
    return scores.entrySet().stream().map(e -> new Tuple2<>(e.getKey(), e.getValue())).toList();
  }

  private void judge(
      List<Item> batch, List<List<Text>> answers, String name, Map<Group, TextScores> scores) {
    for (int i = 0; i < batch.size(); i++) {
      Item item = batch.get(i);
      Judged judged =
          new Judged(answers.get(i), item.references().stream().map(texts::of).toList());
      scores(scores, new Group(null, name)).add(item.key(), judged);
      for (String by : item.by()) {
        scores(scores, new Group(by, name)).add(item.key(), judged);
      }
    }
  }

  private TextScores scores(Map<Group, TextScores> scores, Group group) {
    return scores.computeIfAbsent(
        group,
        g ->
            g.contestant.equals(MODEL)
                ? new TextScores(metrics, seed)
                : TextScores.withoutIntervals(metrics));
  }
}
