package org.diabolo.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.evaluate.text.TextMetrics;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.search.TextModels;
import org.diabolo.search.TextPredictor;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TextEvaluationTest {
  private static final TextField TEXT = TextModels.text(5);
  private static final Bundle BUNDLE = TextModels.textToText(5, 11, Activation.TANH);
  private static final PredictSpec GREEDY = new PredictSpec(1, 1, 0, 0, false, List.of());
  private static final int WORDS = 40;

  private static TextEvaluation evaluation() {
    FieldTexts texts = new FieldTexts(TEXT);
    return new TextEvaluation(
        LocalSpark.session(),
        BUNDLE,
        GREEDY,
        List.of(TextMetrics.named("exact_match").orElseThrow()),
        Map.of(
            "copy",
            () -> items -> items.stream().map(item -> List.of(texts.of(item.text()))).toList()),
        1);
  }

  /** Letters a to e by the digits of i in base 5: all different, of one to three letters. */
  private static List<String> words() {
    return IntStream.range(0, WORDS)
        .mapToObj(i -> Integer.toString(i, 5))
        .map(digits -> digits.chars().map(c -> c - '0' + 'a'))
        .map(c -> c.mapToObj(Character::toString).reduce("", String::concat))
        .toList();
  }

  /**
   * The target is what the model answers for two words of three, else letters nobody knows; the
   * first word has a second row.
   */
  private static List<Row> rows() {
    TextPredictor model = new TextPredictor(BUNDLE.parts(), GREEDY);
    List<Row> rows = new ArrayList<>();
    for (String word : words()) {
      int[] answer = model.predict(List.of(TEXT.toNetwork(word))).get(0).get(0).tokens();
      int i = rows.size();
      String target = i % 3 == 0 ? "zz" : TEXT.text(answer);
      rows.add(PreparedTexts.row(TEXT, "k" + i, word, target, i < 9 ? "some" : null));
    }
    rows.add(PreparedTexts.row(TEXT, "more", words().get(0), words().get(0), "other"));
    return rows;
  }

  /** Minus logarithms of the right tokens' probabilities and how many they are, by DL4J. */
  private static double[] reference(List<Row> rows) {
    ComputationGraph encoder = NetworkFile.read(BUNDLE.encoder());
    ComputationGraph decoder = NetworkFile.read(BUNDLE.decoder());
    double[] sum = new double[2];
    for (Row row : rows) {
      float[] target = TEXT.toNetwork(row.getString(4));
      INDArray[] encoded = encoder.output(steps(TEXT.toNetwork(row.getString(3)), -1));
      INDArray given = decoder.output(encoded[0], encoded[1], steps(target, Vocabulary.START))[0];
      for (int i = 0; i <= target.length; i++) {
        int token = i == target.length ? Vocabulary.END : (int) target[i];
        sum[0] -= Math.log(given.getDouble(0, token, i));
        sum[1]++;
      }
    }
    return sum;
  }

  /** A start before them, or the end after them where the start is -1. */
  private static INDArray steps(float[] ids, int start) {
    INDArray steps = Nd4j.zeros(1, 1, ids.length + 1);
    for (int i = 0; i < ids.length; i++) {
      steps.putScalar(0, 0, start < 0 ? i : i + 1, ids[i]);
    }
    steps.putScalar(0, 0, start < 0 ? ids.length : 0, start < 0 ? Vocabulary.END : start);
    return steps;
  }

  @Test
  void figuresOfAllRowsAndOfEachValue() {
    List<Row> rows = rows();
    Map<String, Map<String, Number>> figures =
        evaluation().of("test", PreparedTexts.table(rows).repartition(3));

    assertThat(figures.keySet()).containsExactly("test", "test/other", "test/some");
    Map<String, Number> all = figures.get("test");
    assertThat(all.keySet())
        .containsExactlyInAnyOrderElementsOf(
            new TreeSet<>(
                List.of(
                    "copy_exact_match",
                    "exact_match",
                    "exact_match_high",
                    "exact_match_low",
                    "loss",
                    "perplexity",
                    "rows",
                    "sources")));
    assertThat(all.get("rows")).isEqualTo(WORDS + 1L);
    assertThat(all.get("sources")).isEqualTo((long) WORDS);
    // Numbers 0, 3, .. 39 are wrong, but the first may be right by its second row.
    int first = answersItself() ? 1 : 0;
    assertThat(all.get("exact_match").doubleValue())
        .isCloseTo((WORDS - 14 + first) / (double) WORDS, within(1e-12));
    assertThat(figures.get("test/some").get("exact_match").doubleValue())
        .isCloseTo((6 + first) / 9.0, within(1e-12));
    assertThat(figures.get("test/some").get("rows")).isEqualTo(9L);
    assertThat(figures.get("test/other").get("rows")).isEqualTo(1L);
    assertThat(figures.get("test/other").get("copy_exact_match")).isEqualTo(1.0);
    double[] loss = reference(rows);
    assertThat(all.get("loss").doubleValue()).isCloseTo(loss[0] / loss[1], within(1e-4));
    assertThat(all.get("perplexity").doubleValue())
        .isCloseTo(Math.exp(all.get("loss").doubleValue()), within(1e-9));
  }

  private static boolean answersItself() {
    String word = words().get(0);
    int[] answer =
        new TextPredictor(BUNDLE.parts(), GREEDY)
            .predict(List.of(TEXT.toNetwork(word)))
            .get(0)
            .get(0)
            .tokens();
    return TEXT.text(answer).equals(word);
  }

  /** So many rows that they are several partitions and batches. */
  @Test
  void howRowsArePartitionedMakesNoDifference() {
    List<Row> rows = new ArrayList<>();
    for (Row row : rows()) {
      for (int copy = 0; copy < 60; copy++) {
        rows.add(
            RowFactory.create(
                row.get(0) + "/" + copy,
                row.get(1),
                row.get(2),
                row.get(3),
                row.get(4),
                row.get(5)));
      }
    }
    Map<String, Map<String, Number>> one =
        evaluation().of("test", PreparedTexts.table(rows).coalesce(1));
    Map<String, Map<String, Number>> many =
        evaluation().of("test", PreparedTexts.table(rows).repartition(5));
    assertThat(many.keySet()).isEqualTo(one.keySet());
    one.forEach(
        (group, told) ->
            told.forEach(
                (name, value) ->
                    assertThat(many.get(group).get(name).doubleValue())
                        .as(group + " " + name)
                        .isCloseTo(value.doubleValue(), within(1e-10))));
  }

  @Test
  void aColumnOfManyValuesIsRefused() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      rows.add(PreparedTexts.row(TEXT, "k" + i, "a", "b", "v" + i % 123));
    }
    assertThatThrownBy(() -> evaluation().of("test", PreparedTexts.table(rows)))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "evaluate.by: found a column of 123 values in the test rows, allowed: at most 100");
  }
}
