package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.commons.text.similarity.LongestCommonSubsequence;
import org.junit.jupiter.api.Test;

class EditDistanceTest {
  private static String word(SplittableRandom random) {
    return random
        .ints(random.nextInt(12), 'a', 'e')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void commonsTextAgreesWhereItCanCount() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      String from = word(random);
      String to = word(random);
      int[] a = from.codePoints().toArray();
      int[] b = to.codePoints().toArray();

      assertThat(EditDistance.levenshtein(a, b))
          .as("%s to %s", from, to)
          .isEqualTo(LevenshteinDistance.getDefaultInstance().apply(from, to));
      assertThat(EditDistance.insertionsAndDeletions(a, b))
          .as("%s to %s", from, to)
          .isEqualTo(a.length + b.length - 2 * new LongestCommonSubsequence().apply(from, to));
    }
  }
}
