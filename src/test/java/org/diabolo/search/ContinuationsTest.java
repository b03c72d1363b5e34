package org.diabolo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.diabolo.field.Vocabulary;
import org.junit.jupiter.api.Test;

class ContinuationsTest {
  private static final int VOCABULARY = 300;

  private record Continued(int parent, int token, double log) {}

  @Test
  void keepsTheFirstOfAllSorted() {
    Random random = new Random(3);
    for (int trial = 0; trial < 50; trial++) {
      Continuations found = new Continuations(7);
      List<Continued> all = new ArrayList<>();
      for (int parent = 0; parent < 4; parent++) {
        double before = -3 * random.nextDouble();
        float[] probabilities = new float[2 * VOCABULARY];
        for (int i = 0; i < probabilities.length; i++) {
          // Coarse, so that many are equal.
          probabilities[i] = random.nextInt(20) / 200f;
        }
        found.offerEnd(parent, before, probabilities[VOCABULARY + Vocabulary.END]);
        found.offerTokens(parent, before, probabilities, VOCABULARY, VOCABULARY);
        for (int token = Vocabulary.END; token < VOCABULARY; token++) {
          all.add(
              new Continued(parent, token, before + Math.log(probabilities[VOCABULARY + token])));
        }
      }
      all.sort(
          Comparator.comparingDouble((Continued c) -> -c.log)
              .thenComparingInt(Continued::token)
              .thenComparingInt(Continued::parent));
      assertThat(found.size()).isEqualTo(7);
      for (int i = 0; i < 7; i++) {
        Continued expected = all.get(i);
        assertThat(found.token(i)).isEqualTo(expected.token);
        assertThat(found.parent(i)).isEqualTo(expected.parent);
        assertThat(found.logProbability(i)).isCloseTo(expected.log, within(1e-12));
      }
    }
  }

  @Test
  void ofEqualOnesTheLowerTokenIsFirstThenTheBetterHypothesis() {
    Continuations found = new Continuations(3);
    float[] equal = {0, 0, 0, 0, 0.5f, 0.5f};
    found.offerTokens(0, -1, equal, 0, 6);
    found.offerTokens(1, -1, equal, 0, 6);
    assertThat(List.of(found.token(0), found.token(1), found.token(2))).containsExactly(4, 4, 5);
    assertThat(List.of(found.parent(0), found.parent(1), found.parent(2))).containsExactly(0, 1, 0);
  }

  @Test
  void whatIsTooUnlikelyForAFloatKeepsAFiniteLogarithm() {
    Continuations found = new Continuations(1);
    found.offerTokens(0, -1, new float[5], 0, 5);
    assertThat(found.logProbability(0)).isCloseTo(-1 + Math.log(Float.MIN_VALUE), within(1e-9));
  }

  @Test
  void noNumberIsNoContinuation() {
    Continuations found = new Continuations(2);
    found.offerTokens(0, -1, new float[] {0, 0, 0, 0, Float.NaN}, 0, 5);
    found.offerEnd(0, -1, Float.NaN);
    assertThat(found.size()).isZero();
  }
}
