package org.diabolo.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.GateSpec.TextError;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.retrain.gate.ErrorSums.Who;
import org.diabolo.search.TextModels;
import org.diabolo.search.TextPredictor;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/** Texts by models whose vocabularies differ. */
class RowErrorsTest {
  private static final PredictSpec GREEDY = new PredictSpec(1, 1, 0, 0, false, List.of());
  private static final Bundle FIVE = TextModels.textToText(5, 3, Activation.TANH);
  private static final Bundle SEVEN = shuffled(TextModels.textToText(7, 8, Activation.TANH));

  /** The same letters under other numbers. */
  private static Bundle shuffled(Bundle bundle) {
    Bundle.Card card = bundle.card();
    TextField field =
        ((TextField) card.source())
            .knowing(new Vocabulary(List.of("g", "c", "a", "b", "f", "e", "d")));
    return new Bundle(
        new Bundle.Card(
            card.format(), "seven", field, field, card.code(), card.feeds(), card.provenance()),
        bundle.encoder(),
        bundle.decoder());
  }

  private static String word(Random random, int most) {
    StringBuilder word = new StringBuilder();
    for (int length = 1 + random.nextInt(most); length > 0; length--) {
      word.append((char) ('a' + random.nextInt(5)));
    }
    return word.toString();
  }

  private static List<Row> rows(int count) {
    Random random = new Random(4);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String side = i % 3 == 0 ? null : i % 3 == 1 ? "test" : "unknown";
      rows.add(
          RowFactory.create(
              "k" + i, "k" + i, "by " + i % 2, word(random, 4), word(random, 6), side));
    }
    return rows;
  }

  private static RowErrors errors(Bundle champion, int longest, TextError error) {
    return new RowErrors(
        new Earlier(champion.parts(), longest),
        FIVE.parts(),
        null,
        GREEDY,
        new TextMeasure((TextField) FIVE.card().decoded(), error),
        List.of(),
        new RowWeights(100, 1));
  }

  private static String answer(Bundle bundle, String source) {
    int[] tokens =
        new TextPredictor(bundle.parts(), GREEDY)
            .predict(List.of(bundle.card().source().toNetwork(source)))
            .get(0)
            .get(0)
            .tokens();
    return ((TextField) bundle.card().decoded()).text(tokens);
  }

  private static Comparison of(ErrorSums sums, Part.Kind kind, String name) {
    return sums.pairs().get(new Part(kind, name)).comparison();
  }

  @Test
  void eachModelReadsAndWritesWithItsOwnVocabulary() {
    List<Row> rows = rows(60);
    ErrorSums sums = errors(SEVEN, 9, TextError.CHARACTER_ERROR_RATE).of(rows.iterator());

    LevenshteinDistance edits = LevenshteinDistance.getDefaultInstance();
    double champion = 0;
    double candidate = 0;
    double length = 0;
    double right = 0;
    for (Row row : rows) {
      String target = row.getString(4);
      champion += edits.apply(answer(SEVEN, row.getString(3)), target);
      candidate += edits.apply(answer(FIVE, row.getString(3)), target);
      right += answer(FIVE, row.getString(3)).equals(target) ? 1 : 0;
      length += target.length();
    }
    Comparison all = of(sums, Part.Kind.ALL, "");
    assertThat(all.rows()).isEqualTo(60);
    assertThat(all.champion().value()).isCloseTo(champion / length, within(1e-12));
    assertThat(all.candidate().value()).isCloseTo(candidate / length, within(1e-12));
    assertThat(all.difference().value())
        .isCloseTo((candidate - champion) / length, within(1e-12))
        .isNotZero();

    ErrorSums exact = errors(SEVEN, 9, TextError.EXACT_MATCH).of(rows.iterator());
    assertThat(of(exact, Part.Kind.ALL, "").candidate().value())
        .isCloseTo(1 - right / 60, within(1e-12));
  }

  @Test
  void rowsAreToldApart() {
    ErrorSums sums = errors(SEVEN, 9, TextError.EXACT_MATCH).of(rows(60).iterator());

    assertThat(sums.pairs().keySet())
        .extracting(Part::label)
        .containsExactly("all", "old", "new", "slice/by 0", "slice/by 1");
    assertThat(of(sums, Part.Kind.OLD, "").rows()).isEqualTo(20);
    assertThat(of(sums, Part.Kind.NEW, "").rows()).isEqualTo(20);
    assertThat(of(sums, Part.Kind.SLICE, "by 1").rows()).isEqualTo(30);
  }

  @Test
  void whatTheChampionRejectsIsCountedAndNotCompared() {
    List<Row> rows = rows(60);
    long longer = rows.stream().filter(row -> row.getString(3).length() > 2).count();
    ErrorSums sums = errors(SEVEN, 2, TextError.EXACT_MATCH).of(rows.iterator());

    assertThat(longer).isBetween(10L, 50L);
    assertThat(sums.rejected()).isEqualTo(longer);
    assertThat(sums.rows()).isEqualTo(60 - longer);
    assertThat(of(sums, Part.Kind.ALL, "").rows()).isEqualTo(60 - longer);
  }

  @Test
  void partsAddUpToTheSameBits() {
    List<Row> rows = rows(60);
    RowErrors errors = errors(SEVEN, 9, TextError.CHARACTER_ERROR_RATE);
    ErrorSums parts =
        errors
            .of(rows.subList(40, 60).iterator())
            .merge(errors.of(List.<Row>of().iterator()))
            .merge(errors.of(rows.subList(0, 40).iterator()));

    assertThat(of(parts, Part.Kind.ALL, ""))
        .isEqualTo(of(errors.of(rows.iterator()), Part.Kind.ALL, ""));
    assertThat(parts.withoutError(Who.CANDIDATE)).isZero();
  }
}
