package org.diabolo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

class AttentionTest {
  private static final PredictSpec SPEC = new PredictSpec(4, 3, 0.6, 8, true, List.of());

  @Test
  void eachTokenHasAWeightForEachStepOfItsOwnRowsMemory() {
    Bundle.Parts parts = TextModels.textToText(5, 11, Activation.TANH).parts();
    float[] shorter = {6, 4};
    float[] longer = {4, 8, 7, 7, 5, 6};
    List<List<Hypothesis>> found = new TextPredictor(parts, SPEC).predict(List.of(longer, shorter));
    List<Hypothesis> alone = new TextPredictor(parts, SPEC).predict(List.of(shorter)).get(0);
    for (int n = 0; n < alone.size(); n++) {
      Hypothesis text = found.get(1).get(n);
      assertThat(text.attention()).hasNumberOfRows(text.tokens().length);
      for (int step = 0; step < text.tokens().length; step++) {
        float[] weights = text.attention()[step];
        // The letters and the end after them.
        assertThat(weights).hasSize(3);
        assertThat(weights[0] + weights[1] + weights[2]).isCloseTo(1, within(1e-5f));
        assertThat(weights).containsExactly(alone.get(n).attention()[step], within(1e-5f));
      }
    }
    assertThat(found.get(0)).anySatisfy(text -> assertThat(text.attention().length).isPositive());
    assertThat(found.get(1)).anySatisfy(text -> assertThat(text.attention().length).isPositive());
  }

  /** What was attended to at a step depends on the tokens before it alone. */
  @Test
  void hypothesesKeepTheWeightsOfTheirOwnPast() {
    Bundle.Parts parts = TextModels.textToText(5, 11, Activation.TANH).parts();
    float[] source = {4, 8, 7};
    PredictSpec all = new PredictSpec(2000, 2000, 0, 3, true, List.of());
    List<Hypothesis> found = new TextPredictor(parts, all).predict(List.of(source)).get(0);
    assertThat(found).hasSize(1 + 5 + 25 + 125);
    for (Hypothesis one : found) {
      for (Hypothesis other : found) {
        boolean sameStart =
            one.tokens().length == 3
                && other.tokens().length == 3
                && one.tokens()[0] == other.tokens()[0];
        if (sameStart) {
          assertThat(one.attention()[1]).containsExactly(other.attention()[1], within(1e-5f));
        }
      }
    }
    assertThat(found.get(0).attention()).isNotNull();
  }

  @Test
  void aDecoderThatAttendsToNothingIsRefused() {
    Bundle.Parts parts = TextModels.vectorToText(5, 1).parts();
    assertThatThrownBy(() -> new TextPredictor(parts, SPEC))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "predict.attention: found true, allowed: false (the decoder attends to nothing, or"
                + " runs by DL4J, which does not tell what it attends to)");
  }
}
