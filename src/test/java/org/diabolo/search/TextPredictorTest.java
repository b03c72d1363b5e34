package org.diabolo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.diabolo.field.CharTokenizer;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.junit.jupiter.api.Test;

class TextPredictorTest {
  private static final PredictSpec FIVE = new PredictSpec(5, 5, 0.6, 0, false, List.of());

  @Test
  void ofTextsThatAreCutInSeveralWaysTheBestIsTold() {
    boolean merged = false;
    // Five tokens of which some make what others are.
    TextField pieces =
        new TextField(
            new CharTokenizer(),
            false,
            TextModels.MAX_LENGTH,
            new Vocabulary(List.of("a", "aa", "aaa", "b", "ab")));
    for (long seed = 1; seed < 9; seed++) {
      Bundle letters = TextModels.vectorToTextAtOnce(5, seed);
      Bundle.Card card = letters.card();
      Bundle bundle =
          new Bundle(
              new Bundle.Card(
                  card.format(),
                  card.version(),
                  card.source(),
                  pieces,
                  card.code(),
                  card.feeds(),
                  card.provenance()),
              letters.encoder(),
              letters.decoder());
      float[] source = {1, -0.5f, seed / 4f};
      List<Hypothesis> all =
          new TextPredictor(letters.parts(), FIVE).predict(List.of(source)).get(0);
      List<Hypothesis> told =
          new TextPredictor(bundle.parts(), FIVE).predict(List.of(source)).get(0);

      assertThat(told)
          .extracting(one -> pieces.text(one.tokens()))
          .containsExactlyElementsOf(
              all.stream().map(one -> pieces.text(one.tokens())).distinct().toList());
      for (Hypothesis one : told) {
        double best =
            all.stream()
                .filter(other -> pieces.text(other.tokens()).equals(pieces.text(one.tokens())))
                .mapToDouble(Hypothesis::score)
                .max()
                .orElseThrow();
        assertThat(one.score()).isEqualTo(best);
      }
      merged |= told.size() < all.size();
    }
    assertThat(merged).isTrue();
  }

  @Test
  void whatIsNoNumberIsNoAnswer() {
    float[] source = {Float.NaN, 0, 0};
    for (Bundle bundle :
        List.of(TextModels.vectorToTextAtOnce(5, 1), TextModels.vectorToText(5, 1))) {
      TextPredictor predictor = new TextPredictor(bundle.parts(), FIVE);
      assertThatThrownBy(() -> predictor.predict(List.of(source)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the decoder gives no probabilities: it was not trained well");
    }
  }

  @Test
  void aRowCostsWhatItsSearchHoldsAtOnce() {
    TextSearch beam = TextSearch.of(TextModels.vectorToText(5, 1).parts(), FIVE);
    TextSearch once = TextSearch.of(TextModels.vectorToTextAtOnce(5, 1).parts(), FIVE);
    assertThat(beam.numbers()).isEqualTo(5 * (4 + 5));
    assertThat(once.numbers()).isEqualTo((TextModels.MAX_LENGTH + 1) * (4 + 5));
    // No more than an int counts, though the product of the limits is.
    Limits wide = new Limits(1 << 20, 10_000, 1, 9, new LengthPenalty(0), false);
    assertThat(new BeamSearch(null, wide).numbers()).isEqualTo(10_485_760_000L);
  }

  @Test
  void rowsFitSixtyFourMegabytes() {
    assertThat(TextBatch.rows(1)).isEqualTo(128);
    assertThat(TextBatch.rows(5L * 32_000)).isEqualTo(104);
    assertThat(TextBatch.rows(40L * 8_000_000)).isEqualTo(1);
  }
}
