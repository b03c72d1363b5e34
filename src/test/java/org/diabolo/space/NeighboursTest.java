package org.diabolo.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class NeighboursTest {
  /** Points on a line, one apart. */
  private static float[][] line(int count) {
    float[][] line = new float[count][];
    for (int i = 0; i < count; i++) {
      line[i] = new float[] {i};
    }
    return line;
  }

  @Test
  void ofAsManyAsThereAreOthersAllAreFound() {
    float[][] eleven = line(11);
    float[][] other = new float[11][1];
    assertThat(Neighbours.kept(eleven, other)).isEqualTo(1);
  }

  @Test
  void whoIsLookedUpElsewhereFindsThoseThere() {
    float[][] index = line(100);
    float[][] queries = line(100);
    assertThat(Neighbours.kept(index, queries)).isEqualTo(1);
    // Of its own 45..49 and 51..55 it finds none around 0, and itself is nobody's neighbour.
    queries[50] = new float[] {-1};
    assertThat(Neighbours.kept(index, queries)).isEqualTo(0.99);
    // Around 52 are 47..57 without 50; of equally near ones the first: 48..56 with 47, or so.
    queries[50] = new float[] {52};
    assertThat(Neighbours.kept(index, queries)).isEqualTo((990 + 8) / 1000.0);
  }

  @Test
  void nearestAreThoseThatAllDistancesOfNd4jSay() {
    Random random = new Random(4);
    float[][] index = Gaussian.codes(random, 300, 5);
    float[][] queries = Gaussian.codes(random, 20, 5);
    INDArray distances =
        Transforms.allEuclideanDistances(Nd4j.create(queries), Nd4j.create(index), 1);

    for (int q = 0; q < queries.length; q++) {
      double[] of = distances.getRow(q).toDoubleVector();
      assertThat(Neighbours.nearest(index, queries[q]))
          .containsExactly(
              IntStream.range(0, index.length)
                  .boxed()
                  .sorted(Comparator.comparingDouble(i -> of[i]))
                  .limit(10)
                  .mapToInt(i -> i)
                  .toArray());
    }
    assertThat(Neighbours.nearest(line(3), new float[] {1.8f})).containsExactly(2, 1, 0);
  }

  @Test
  void sameAreThoseInBothInWhateverOrder() {
    assertThat(Neighbours.same(new int[] {7, 3, 5, 1}, new int[] {1, 2, 3, 7})).isEqualTo(3);
    assertThat(Neighbours.same(new int[] {7}, new int[] {1})).isZero();
  }
}
