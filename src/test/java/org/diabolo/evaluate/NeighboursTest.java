package org.diabolo.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class NeighboursTest {

  @Test
  void nearestComeFirstAndOfEquallyNearOnesTheLowerNumber() {
    List<float[]> line = List.of(f(0), f(4), f(1), f(-1), f(9));

    assertThat(new Neighbours(line, 3).of(List.of(f(0), f(10), f(2.6f))))
        .containsExactly(new int[] {0, 2, 3}, new int[] {4, 1, 2}, new int[] {1, 2, 0});
    assertThat(new Neighbours(line, 9).of(List.of(f(0))))
        .containsExactly(new int[] {0, 2, 3, 1, 4});
  }

  private static float[] f(float... numbers) {
    return numbers;
  }

  @Test
  void theyAreThoseThatAllDistancesOfNd4jSay() {
    Random random = new Random(4);
    List<float[]> codes = gaussian(random, 300);
    List<float[]> queries = gaussian(random, 20);
    INDArray distances = Transforms.allEuclideanDistances(matrix(queries), matrix(codes), 1);

    List<int[]> found = new Neighbours(codes, 10).of(queries);

    for (int q = 0; q < queries.size(); q++) {
      double[] of = distances.getRow(q).toDoubleVector();
      assertThat(found.get(q))
          .containsExactly(
              IntStream.range(0, codes.size())
                  .boxed()
                  .sorted(Comparator.comparingDouble(i -> of[i]))
                  .limit(10)
                  .mapToInt(i -> i)
                  .toArray());
    }
  }

  private static INDArray matrix(List<float[]> rows) {
    return Nd4j.create(rows.toArray(new float[0][]))
        .castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE);
  }

  private static List<float[]> gaussian(Random random, int rows) {
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      float[] row = new float[5];
      for (int j = 0; j < row.length; j++) {
        row[j] = (float) random.nextGaussian();
      }
      all.add(row);
    }
    return all;
  }

  @Test
  void keptIsTheShareThatIsThereStillInWhateverOrder() {
    assertThat(Neighbours.kept(new int[] {7, 3, 5, 1}, new int[] {1, 2, 3, 7})).isEqualTo(0.75);
    assertThat(Neighbours.kept(new int[] {7}, new int[] {1})).isZero();
  }
}
