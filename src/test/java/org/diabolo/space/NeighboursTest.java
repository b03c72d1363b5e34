package org.diabolo.space;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
