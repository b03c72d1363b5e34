package org.diabolo.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SteadyBatchTest {
  @Test
  void batchesAreWholeTiles() {
    assertThat(new SteadyBatch(1).rows()).isEqualTo(288);
    assertThat(new SteadyBatch((4 << 20) / 288).rows()).isEqualTo(288);
    assertThat(new SteadyBatch((4 << 20) / 287).rows()).isEqualTo(144);
    assertThat(new SteadyBatch((4 << 20) / 143).rows()).isEqualTo(72);
    assertThat(new SteadyBatch((4 << 20) / 71).rows()).isEqualTo(24);
    assertThat(new SteadyBatch((4 << 20) / 12).rows()).isEqualTo(12);
    assertThat(new SteadyBatch((4 << 20) / 11).rows()).isEqualTo(1);
  }

  @Test
  void rowsHavePlacesOfTheirOwnAndTheSameRowTheSameHalfOfATile() {
    SteadyBatch batch = new SteadyBatch(3);
    Random random = new Random(1);
    Set<Integer> places = new HashSet<>();
    float[] row = new float[3];
    for (int i = 0; i < 100; i++) {
      for (int j = 0; j < 3; j++) {
        row[j] = random.nextFloat();
      }
      int place = batch.add(row);
      assertThat(place).isBetween(0, 287);
      assertThat(places.add(place)).isTrue();
      assertThat(Arrays.copyOfRange(batch.data(), 3 * place, 3 * place + 3)).containsExactly(row);
    }
    assertThat(places.stream().filter(place -> place % 12 < 6).count()).isBetween(35L, 65L);

    Set<Integer> halves = new HashSet<>();
    batch.clear();
    for (int i = 0; i < 144; i++) {
      halves.add(batch.add(row) % 12 / 6);
    }
    assertThat(halves).hasSize(1);
    assertThat(batch.add(row)).as("no room").isEqualTo(-1);
    batch.clear();
    assertThat(batch.add(row)).isNotNegative();
  }

  @Test
  void ofVeryLargeRowsThereIsOne() {
    SteadyBatch batch = new SteadyBatch(1 << 20);
    float[] row = new float[1 << 20];
    assertThat(batch.add(row)).isZero();
    assertThat(batch.add(row)).isEqualTo(-1);
    batch.clear();
    assertThat(batch.add(row)).isZero();
  }
}
