package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.diabolo.evaluate.text.ModelOne.Sentences;
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

  private static final List<Sentences> TEXTBOOK =
      List.of(
          new Sentences(new int[] {DAS, HAUS}, new int[] {THE, HOUSE}),
          new Sentences(new int[] {DAS, BUCH}, new int[] {THE, BOOK}),
          new Sentences(new int[] {EIN, BUCH}, new int[] {A, BOOK}));

  /** Probabilities [source word][target word], by the definition and a table of all pairs. */
  private static double[][] reference(List<Sentences> corpus, int words, int iterations) {
    double[][] probabilities = new double[words][words];
    for (double[] row : probabilities) {
      Arrays.fill(row, 1.0 / words);
    }
    for (int i = 0; i < iterations; i++) {
      double[][] counts = new double[words][words];
      for (Sentences pair : corpus) {
        for (int target : pair.target()) {
          double total =
              Arrays.stream(pair.source()).mapToDouble(s -> probabilities[s][target]).sum();
          for (int source : pair.source()) {
            counts[source][target] += probabilities[source][target] / total;
          }
        }
      }
      for (int source = 0; source < words; source++) {
        double total = Arrays.stream(counts[source]).sum();
        for (int target = 0; target < words; target++) {
          probabilities[source][target] = total == 0 ? 0 : counts[source][target] / total;
        }
      }
    }
    return probabilities;
  }

  /** Koehn, "Statistical Machine Translation", 2010, figure 4.4: no empty word. */
  @Test
  void theReferenceHasTheTextbooksProbabilities() {
    double[][] table = {
      // the|das, book|das, the|Buch, book|Buch, a|Buch, book|ein, a|ein, the|Haus, house|Haus
      {0.5, 0.25, 0.25, 0.5, 0.25, 0.5, 0.5, 0.5, 0.5},
      {0.6364, 0.1818, 0.1818, 0.6364, 0.1818, 0.4286, 0.5714, 0.4286, 0.5714},
      {0.7479, 0.1208, 0.1208, 0.7479, 0.1313, 0.3466, 0.6534, 0.3466, 0.6534},
    };
    int[][] pairs = {
      {DAS, THE},
      {DAS, BOOK},
      {BUCH, THE},
      {BUCH, BOOK},
      {BUCH, A},
      {EIN, BOOK},
      {EIN, A},
      {HAUS, THE},
      {HAUS, HOUSE}
    };
    for (int i = 0; i < table.length; i++) {
      double[][] probabilities = reference(TEXTBOOK, 4, i + 1);
      for (int j = 0; j < pairs.length; j++) {
        assertThat(probabilities[pairs[j][0]][pairs[j][1]])
            .as("pair %d after iteration %d", j, i + 1)
            .isCloseTo(table[i][j], within(5e-5));
      }
    }
  }

  @Test
  void theBestWordIsTheReferences() {
    int words = 9;
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Sentences> corpus = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        corpus.add(
            new Sentences(
                random.ints(1 + random.nextInt(5), 0, words).toArray(),
                random.ints(1 + random.nextInt(5), 0, words).toArray()));
      }
      for (int iterations = 1; iterations < 6; iterations++) {
        double[][] expected = reference(corpus, words, iterations);
        int[] best = ModelOne.learn(corpus, iterations).best(words);
        for (int source = 0; source < words; source++) {
          double highest = Arrays.stream(expected[source]).max().orElseThrow();
          assertThat(highest == 0 ? 0 : expected[source][best[source]])
              .isCloseTo(highest, within(1e-12));
          assertThat(best[source] < 0).isEqualTo(highest == 0);
        }
      }
    }
  }

  @Test
  void itConvergesToTheAlignment() {
    assertThat(ModelOne.learn(TEXTBOOK, 5).best(5)).containsExactly(THE, HOUSE, BOOK, A, -1);
  }
}
