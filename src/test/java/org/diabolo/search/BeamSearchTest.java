package org.diabolo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.Values;
import org.diabolo.engine.Pool;
import org.diabolo.engine.Stepwise;
import org.diabolo.engine.dl4j.Dl4jStepwise;
import org.diabolo.engine.select.Engines;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Port;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;

class BeamSearchTest {
  private static final int LETTERS = 5;
  private static final int ALL = 2000;

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0.6", "3, 1", "4, 3"})
  void aBeamThatHoldsAllFindsWhatEnumeratingFinds(long seed, double alpha) {
    Bundle.Parts parts = TextModels.textToText(LETTERS, seed, Activation.TANH).parts();
    float[] source = {5, 7, 4};
    List<Enumeration.Text> expected =
        new Enumeration(parts, source).best(TextModels.MAX_LENGTH, alpha);
    List<Hypothesis> found = predict(parts, spec(ALL, ALL, alpha), List.of(source)).get(0);
    // All texts there are, in order.
    assertThat(found).hasSize(1 + 5 + 25 + 125 + 625);
    assertSame(found, expected.subList(0, found.size()), alpha, 40);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.6", "2, 0", "2, 0.6", "3, 1", "5, 0.6", "7, 2"})
  void stoppingEarlyLosesNothing(int beam, double alpha) {
    for (long seed = 10; seed < 18; seed++) {
      Bundle.Parts parts = TextModels.textToText(LETTERS, seed, Activation.TANH).parts();
      float[] source = {8, 4};
      List<Enumeration.Text> expected = new Enumeration(parts, source).beam(beam, 12, alpha);
      int best = Math.min(beam, 3);
      PredictSpec spec = new PredictSpec(beam, best, alpha, 12, false, List.of());
      List<Hypothesis> found = predict(parts, spec, List.of(source)).get(0);
      assertSame(found, expected.subList(0, best), alpha, best);
    }
  }

  @Test
  void aBeamOfOneIsGreedy() {
    Set<Integer> lengths = new HashSet<>();
    for (long seed = 20; seed < 40; seed++) {
      Bundle.Parts parts = TextModels.vectorToText(LETTERS, seed).parts();
      float[] source = {0.3f, -1, seed};
      PredictSpec spec = new PredictSpec(1, 1, 0.6, 9, false, List.of());
      Hypothesis found = predict(parts, spec, List.of(source)).get(0).get(0);
      assertThat(found.tokens()).isEqualTo(new Enumeration(parts, source).greedy(9));
      lengths.add(found.tokens().length);
    }
    // Some end early, some are cut, some in between.
    assertThat(lengths).hasSizeGreaterThan(2).contains(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TANH", "SOFTSIGN"})
  void whatIsFoundDoesNotDependOnTheBatch(Activation activation) {
    Bundle.Parts parts = TextModels.textToText(LETTERS, 7, activation).parts();
    List<float[]> sources = sources(activation == Activation.TANH ? 150 : 12);
    PredictSpec spec = new PredictSpec(4, 3, 0.6, 8, false, List.of());
    List<List<Hypothesis>> together = predict(parts, spec, sources);
    TextPredictor predictor = new TextPredictor(parts, spec);
    for (int i = 0; i < sources.size(); i++) {
      List<Hypothesis> alone = predictor.predict(List.of(sources.get(i))).get(0);
      assertThat(together.get(i)).hasSameSizeAs(alone);
      for (int n = 0; n < alone.size(); n++) {
        Hypothesis expected = alone.get(n);
        Hypothesis found = together.get(i).get(n);
        assertThat(found.tokens()).isEqualTo(expected.tokens());
        assertThat(found.score())
            .isCloseTo(expected.score(), within(1e-5 * Math.abs(expected.score())));
      }
    }
    assertThat(together.stream().flatMap(List::stream).map(text -> text.tokens().length).distinct())
        .as("hypotheses that end at different steps")
        .hasSizeGreaterThan(2);
  }

  @Test
  void bothEnginesFindTheSame() {
    Bundle.Parts parts = TextModels.textToText(LETTERS, 3, Activation.TANH).parts();
    List<float[]> sources = sources(6);
    PredictSpec spec = new PredictSpec(3, 3, 0.6, 6, false, List.of());
    List<List<Hypothesis>> expected = predict(parts, spec, sources);
    Values given = FeedFiller.values(parts.feeds().inputs().get(0), sources);
    List<Values> encoded = Engines.forward(parts.encoder()).apply(sources.size(), List.of(given));
    Pool<Stepwise> decoder =
        new Pool<>(() -> new Dl4jStepwise(NetworkFile.read(parts.decoder()), Port.GIVEN));
    List<List<Hypothesis>> found =
        new BeamSearch(decoder, Limits.of((TextField) parts.target(), spec))
            .search(sources.size(), encoded);
    for (int i = 0; i < sources.size(); i++) {
      for (int n = 0; n < 3; n++) {
        assertThat(found.get(i).get(n).tokens()).isEqualTo(expected.get(i).get(n).tokens());
        assertThat(found.get(i).get(n).logProbability())
            .isCloseTo(expected.get(i).get(n).logProbability(), within(1e-4));
      }
    }
  }

  @Test
  void onlyTokensOfTextAreFound() {
    Bundle.Parts parts = TextModels.textToText(LETTERS, 5, Activation.TANH).parts();
    List<Hypothesis> found =
        predict(parts, spec(ALL, ALL, 0.6), List.of(new float[] {4, 4, Vocabulary.UNKNOWN})).get(0);
    assertThat(found)
        .allSatisfy(
            text ->
                assertThat(text.tokens())
                    .hasSizeLessThanOrEqualTo(TextModels.MAX_LENGTH)
                    .doesNotContain(
                        Vocabulary.PADDING, Vocabulary.UNKNOWN, Vocabulary.START, Vocabulary.END));
    assertThat(found.stream().map(Hypothesis::attention)).containsOnlyNulls();
  }

  private static void assertSame(
      List<Hypothesis> found, List<Enumeration.Text> expected, double alpha, int inOrder) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      double score = expected.get(i).score(alpha);
      assertThat(found.get(i).score()).isCloseTo(score, within(1e-5 * Math.abs(score)));
      if (i < inOrder) {
        assertThat(found.get(i).tokens()).isEqualTo(expected.get(i).tokens());
        assertThat(found.get(i).logProbability())
            .isCloseTo(expected.get(i).logProbability(), within(1e-4));
      }
    }
  }

  private static List<List<Hypothesis>> predict(
      Bundle.Parts parts, PredictSpec spec, List<float[]> sources) {
    return new TextPredictor(parts, spec).predict(sources);
  }

  private static PredictSpec spec(int beam, int best, double alpha) {
    return new PredictSpec(beam, best, alpha, 0, false, List.of());
  }

  /** Texts of 0 to 10 letters, in no order. */
  private static List<float[]> sources(int count) {
    Random random = new Random(1);
    List<float[]> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] text = new float[random.nextInt(11)];
      for (int j = 0; j < text.length; j++) {
        text[j] = Vocabulary.FIRST + random.nextInt(LETTERS);
      }
      sources.add(text);
    }
    return sources;
  }
}
