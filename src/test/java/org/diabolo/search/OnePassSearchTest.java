package org.diabolo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnePassSearchTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 0.6", "5, 5, 0", "5, 3, 0.6", "50, 50, 1", "9, 9, 3"})
  void findsWhatEnumeratingFinds(int beam, int best, double alpha) {
    for (long seed = 1; seed < 9; seed++) {
      check(TextModels.vectorToTextAtOnce(5, seed), seed, beam, best, alpha);
      check(TextModels.vectorToTextOfOneLength(5, seed), seed, beam, best, alpha);
    }
  }

  private static void check(Bundle model, long seed, int beam, int best, double alpha) {
    Bundle.Parts parts = model.parts();
    float[] source = {1, -0.5f, seed / 4f};
    List<Enumeration.Text> expected =
        new Enumeration(parts, source).best(TextModels.MAX_LENGTH, alpha);
    // More than the decoder was trained with is cut to that.
    PredictSpec spec = new PredictSpec(beam, best, alpha, 30, false, List.of());
    List<Hypothesis> found =
        new TextPredictor(parts, spec).predict(List.of(new float[] {9, 9, 9}, source)).get(1);
    assertThat(found).hasSize(best);
    for (int i = 0; i < best; i++) {
      assertThat(found.get(i).tokens()).isEqualTo(expected.get(i).tokens());
      assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(alpha), within(1e-5));
      assertThat(found.get(i).logProbability())
          .isCloseTo(expected.get(i).logProbability(), within(1e-5));
    }
  }

  @Test
  void attentionIsRefused() {
    Bundle.Parts parts = TextModels.vectorToTextAtOnce(5, 1).parts();
    assertThatThrownBy(() -> new TextPredictor(parts, new PredictSpec(1, 1, 0, 0, true, List.of())))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("predict.attention: found true, allowed: false");
  }

  @Test
  void aModelOfNumbersIsRefused() {
    Bundle.Parts parts = TextModels.textToVector(5, 1).parts();
    assertThatThrownBy(() -> TextSearch.of(parts, PredictSpec.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a search for what is no text: VectorField");
  }
}
