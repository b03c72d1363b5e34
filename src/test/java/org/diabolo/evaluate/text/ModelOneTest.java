package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelOneTest {
  private static final int DAS = 0;
  private static final int HAUS = 1;
  private static final int BUCH = 2;
  private static final int EIN = 3;
  private static final int THE = 0;
  private static final int HOUSE = 1;
  private static final int BOOK = 2;
  private static final int A = 3;

  private static ModelOne learn(int iterations) {
    return ModelOne.learn(
        List.of(
            new ModelOne.Sentences(new int[] {DAS, HAUS}, new int[] {THE, HOUSE}),
            new ModelOne.Sentences(new int[] {DAS, BUCH}, new int[] {THE, BOOK}),
            new ModelOne.Sentences(new int[] {EIN, BUCH}, new int[] {A, BOOK})),
        iterations);
  }

  /** Koehn, "Statistical Machine Translation", 2010, figure 4.4: no empty word. */
  @Test
  void theTextbooksProbabilities() {
    double[][] table = {
      // the|das, book|das, house|das, the|Buch, book|Buch, a|Buch, book|ein, a|ein, the|Haus,
      // house|Haus
      {0.5, 0.25, 0.25, 0.25, 0.5, 0.25, 0.5, 0.5, 0.5, 0.5},
      {0.6364, 0.1818, 0.1818, 0.1818, 0.6364, 0.1818, 0.4286, 0.5714, 0.4286, 0.5714},
      {0.7479, 0.1208, 0.1313, 0.1208, 0.7479, 0.1313, 0.3466, 0.6534, 0.3466, 0.6534},
    };
    int[][] pairs = {
      {DAS, THE},
      {DAS, BOOK},
      {DAS, HOUSE},
      {BUCH, THE},
      {BUCH, BOOK},
      {BUCH, A},
      {EIN, BOOK},
      {EIN, A},
      {HAUS, THE},
      {HAUS, HOUSE}
    };
    for (int i = 0; i < table.length; i++) {
      ModelOne model = learn(i + 1);
      for (int j = 0; j < pairs.length; j++) {
        assertThat(model.probability(pairs[j][0], pairs[j][1]))
            .as("pair %d after iteration %d", j, i + 1)
            .isCloseTo(table[i][j], within(5e-5));
      }
    }
  }

  @Test
  void itConvergesToTheAlignmentAndSaysSo() {
    assertThat(learn(50).probability(EIN, A)).isGreaterThan(0.95);
    assertThat(learn(5).best(4)).containsExactly(THE, HOUSE, BOOK, A);
  }

  @Test
  void wordsThatNeverStoodTogetherHaveNoProbability() {
    assertThat(learn(1).probability(EIN, HOUSE)).isZero();
    assertThat(learn(1).best(5)).endsWith(-1);
  }
}
