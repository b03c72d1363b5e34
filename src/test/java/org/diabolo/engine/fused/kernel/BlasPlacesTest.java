package org.diabolo.engine.fused.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where numbers begin in memory changes no bit of what BLAS makes of them: the JVM puts arrays
 * where it likes, and the same training has to end at the same bits.
 */
class BlasPlacesTest {
  private static final int PLACES = 17;

  private final Random random = new Random(4);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 7",
    "5, 3, 2",
    "16, 1, 33",
    "1, 16, 33",
    "33, 17, 65",
    "8, 64, 512",
    "200, 100, 130"
  })
  void products(int m, int n, int k) {
    float[] a = numbers(m * k);
    float[] b = numbers(k * n);
    for (String transA : new String[] {"N", "T"}) {
      for (String transB : new String[] {"N", "T"}) {
        check(
            at -> {
              float[] c = new float[m * n + at];
              int ldA = transA.equals("N") ? m : k;
              int ldB = transB.equals("N") ? k : n;
              Blas.multiply(
                  transA,
                  transB,
                  m,
                  n,
                  k,
                  moved(a, at),
                  at,
                  ldA,
                  moved(b, at),
                  at,
                  ldB,
                  0,
                  c,
                  at,
                  m);
              return Arrays.copyOfRange(c, at, c.length);
            });
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 5", "7, 31", "64, 257", "5, 1024"})
  void sums(int rows, int size) {
    float[] x = numbers(rows * size);
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    check(
        at -> {
          float[] sums = new float[rows + at];
          Blas.sumEach(rows, size, moved(x, at), at, ones, 0, sums, at);
          return Arrays.copyOfRange(sums, at, sums.length);
        });
    check(
        at -> {
          float[] sums = new float[size + at];
          Blas.sumRows(rows, size, x, sums, at);
          return Arrays.copyOfRange(sums, at, sums.length);
        });
    check(at -> new float[] {Blas.squares(rows * size, moved(x, at), at)});
    check(at -> new float[] {Blas.dot(rows * size, moved(x, at), moved(x, at), at)});
  }

  private static void check(IntFunction<float[]> result) {
    float[] expected = result.apply(0);
    for (int at = 1; at < PLACES; at++) {
      assertThat(Arrays.equals(result.apply(at), expected)).as("%d numbers further", at).isTrue();
    }
  }

  private float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /** With room behind, which the binding asks for. */
  private static float[] moved(float[] numbers, int by) {
    float[] moved = new float[numbers.length + by + numbers.length];
    System.arraycopy(numbers, 0, moved, by, numbers.length);
    return moved;
  }
}
