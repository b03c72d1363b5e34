package org.diabolo.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CodePairsTest {
  private static List<float[]> codes(int rows, int size, long seed) {
    return List.of(Gaussian.codes(new Random(seed), rows, size));
  }

  private static Degree degree(List<float[]> older, UnaryOperator<float[]> newer) {
    CodePairs pairs = new CodePairs();
    for (int i = 0; i < older.size(); i++) {
      pairs.add("k" + i, older.get(i), newer.apply(older.get(i)));
    }
    return pairs.degree().orElseThrow();
  }

  @Test
  void equalCodesKeepAllNeighbours() {
    Degree degree = degree(codes(300, 4, 1), float[]::clone);

    assertThat(degree.rows()).isEqualTo(300);
    assertThat(degree.neighboursKept()).isEqualTo(1);
    assertThat(degree.affineResidual()).isCloseTo(0, within(1e-12));
  }

  @Test
  void anAffineMapLosesNeighboursAndLeavesNothing() {
    Degree degree = degree(codes(300, 2, 1), c -> new float[] {3 * c[1] + 5, c[0] / 2 - c[1] - 7});

    assertThat(degree.neighboursKept()).isLessThan(0.3);
    assertThat(degree.affineResidual()).isCloseTo(0, within(1e-9));
  }

  @Test
  void ofCodesThatShareNothingChanceIsKept() {
    Random other = new Random(99);
    Degree degree = degree(codes(1000, 8, 1), c -> Gaussian.codes(other, 1, 8)[0]);

    assertThat(degree.neighboursKept()).isCloseTo(0.01, within(0.005));
    // Counted as it is expected on other rows: as it is on these it would be 8 of 999 lower.
    assertThat(degree.affineResidual()).isCloseTo(1, within(0.01));
  }

  @Test
  void noiseIsTheShareOfVarianceThatItIs() {
    Random noise = new Random(5);
    Degree degree =
        degree(
            codes(2000, 3, 1),
            c -> {
              float[] noisy = c.clone();
              for (int i = 0; i < 3; i++) {
                noisy[i] += (float) (0.5 * noise.nextGaussian());
              }
              return noisy;
            });

    // Of x by x + e with variances 1 and 1/4 the best map leaves 1 - 1 / (1 + 1/4).
    assertThat(degree.affineResidual()).isCloseTo(0.2, within(0.015));
    assertThat(degree.neighboursKept()).isBetween(0.05, 0.6);
  }

  @Test
  void aDimensionThatIsDeadOrThereTwiceIsNoObstacle() {
    Degree degree = degree(codes(300, 3, 1), c -> new float[] {c[0], c[0], 4});

    // Two of three equal variances cannot be told.
    assertThat(degree.affineResidual()).isCloseTo(2.0 / 3, within(0.06));
  }

  @Test
  void theDrawIsTheSameInAnyPartsAndOrder() throws Exception {
    List<float[]> older = codes(5000, 2, 1);
    List<float[]> newer = codes(5000, 2, 2);
    CodePairs whole = new CodePairs();
    CodePairs even = new CodePairs();
    CodePairs odd = new CodePairs();
    for (int i = 0; i < 5000; i++) {
      whole.add("k" + i, older.get(i), newer.get(i));
    }
    for (int i = 4999; i >= 0; i--) {
      (i % 2 == 0 ? even : odd).add("k" + i, older.get(i), newer.get(i));
    }
    Degree parts = sent(odd).merge(sent(even)).merge(new CodePairs()).degree().orElseThrow();

    assertThat(parts.rows()).isEqualTo(CodePairs.MOST);
    assertThat(parts).isEqualTo(whole.degree().orElseThrow());
  }

  @Test
  void whoseHashIsTooLargeNeedNotBeLookedAt() {
    Random random = new Random(7);
    CodePairs all = new CodePairs(100);
    CodePairs some = new CodePairs(100);
    int looked = 0;
    for (int i = 0; i < 5000; i++) {
      float[] older = Gaussian.codes(random, 1, 2)[0];
      float[] newer = Gaussian.codes(random, 1, 2)[0];
      all.add("k" + i, older, newer);
      if (CodePairs.mayStay("k" + i, 5000, 100)) {
        some.add("k" + i, older, newer);
        looked++;
      }
    }

    assertThat(looked).isBetween(150, 250);
    assertThat(some.rows()).isEqualTo(100);
    assertThat(some.degree()).isPresent().isEqualTo(all.degree());
    assertThat(CodePairs.mayStay("k1", 90, 100)).isTrue();
  }

  @Test
  void theMapLeadsFromTheNewerToTheOlder() {
    CodePairs pairs = new CodePairs();
    CodePairs flat = new CodePairs();
    for (int i = 0; i < 60; i++) {
      pairs.add("k" + i, new float[] {2 * i + 1, -(i % 7)}, new float[] {i, i % 7});
      flat.add("k" + i, new float[] {i, i % 7}, new float[] {i, -i});
    }

    AffineMap map = pairs.map().orElseThrow();
    assertThat(map.weights().getRow(0)).containsExactly(new double[] {2, 0}, within(1e-9));
    assertThat(map.weights().getRow(1)).containsExactly(new double[] {0, -1}, within(1e-9));
    assertThat(map.shift()).containsExactly(new double[] {1, 0}, within(1e-9));
    assertThat(flat.map().orElseThrow().condition()).isGreaterThan(AffineMap.MOST_CONDITION);
  }

  private static CodePairs sent(CodePairs pairs) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(pairs);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (CodePairs) in.readObject();
    }
  }

  @Test
  void whatCannotBeComparedHasNoDegree() {
    CodePairs few = new CodePairs();
    CodePairs sizes = new CodePairs();
    CodePairs numbers = new CodePairs();
    for (int i = 0; i < CodePairs.LEAST; i++) {
      float[] code = {i, 1};
      if (i > 0) {
        few.add("k" + i, code, code);
      }
      sizes.add("k" + i, code, new float[3]);
      numbers.add("k" + i, code, i == 7 ? new float[] {Float.NaN, 0} : code);
    }

    assertThat(few.degree()).isEmpty();
    assertThat(sizes.degree()).isEmpty();
    assertThat(numbers.degree()).isEmpty();
  }

  @Test
  void hardlyMoreRowsThanNumbersTellNoResidual() {
    Degree degree = degree(codes(60, 64, 1), float[]::clone);

    assertThat(degree.affineResidual()).isNull();
    assertThat(degree.toString()).isEqualTo("of 10 nearest neighbours 10.00 are kept (60 rows)");
  }
}
