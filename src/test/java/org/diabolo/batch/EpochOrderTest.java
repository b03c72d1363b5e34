package org.diabolo.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochOrderTest {
  private static final int ROWS = 1000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 17, ROWS})
  void everyRowAndEveryChunkComesOnce(int count) {
    EpochOrder order = new EpochOrder(7, 3);

    int[] all = IntStream.range(0, count).toArray();
    assertThat(order.rows(4, count)).containsExactlyInAnyOrder(all);
    assertThat(order.chunks(4, count)).containsExactlyInAnyOrder(all);
  }

  @Test
  void sameSeedAndEpochGiveTheSameOrder() {
    assertThat(new EpochOrder(7, 3).rows(4, ROWS)).isEqualTo(new EpochOrder(7, 3).rows(4, ROWS));
    assertThat(new EpochOrder(7, 3).chunks(1, 50)).isEqualTo(new EpochOrder(7, 3).chunks(1, 50));
  }

  @Test
  void anotherSeedEpochOrChunkGivesAnotherOrder() {
    int[] rows = new EpochOrder(7, 3).rows(4, ROWS);

    assertThat(new EpochOrder(8, 3).rows(4, ROWS)).isNotEqualTo(rows);
    assertThat(new EpochOrder(7, 4).rows(4, ROWS)).isNotEqualTo(rows);
    assertThat(new EpochOrder(7, 3).rows(5, ROWS)).isNotEqualTo(rows);
    assertThat(new EpochOrder(7, 3).chunks(4, ROWS)).isNotEqualTo(rows);
    // Swapped seed and epoch must not meet.
    assertThat(new EpochOrder(3, 7).rows(4, ROWS)).isNotEqualTo(rows);
  }

  @Test
  void rowsAsGivenKeepTheirOrderInEveryEpoch() {
    for (int epoch = 0; epoch < 3; epoch++) {
      EpochOrder order = new EpochOrder(7, epoch, RowOrder.AS_GIVEN);
      assertThat(order.rows(4, 5)).containsExactly(0, 1, 2, 3, 4);
      assertThat(order.chunks(1, 3)).containsExactly(0, 1, 2);
    }
    // Dropout still draws by seed and epoch.
    assertThat(new EpochOrder(7, 1, RowOrder.AS_GIVEN).networkSeed(0, 0))
        .isEqualTo(new EpochOrder(7, 1).networkSeed(0, 0));
  }

  @Test
  void eachOfTheSixOrdersOfThreeRowsIsEquallyFrequent() {
    Map<String, Integer> counts = new HashMap<>();
    for (int epoch = 0; epoch < 6000; epoch++) {
      counts.merge(Arrays.toString(new EpochOrder(7, epoch).rows(0, 3)), 1, Integer::sum);
    }

    assertThat(counts).hasSize(6);
    // Standard deviation of a count: √(6000 · 1/6 · 5/6) = 29.
    assertThat(counts.values()).allSatisfy(n -> assertThat(n).isCloseTo(1000, within(130)));
  }

  @Test
  void networkSeedsDifferByReplicaStepEpochAndSeed() {
    Set<Long> seeds = new HashSet<>();
    for (int seed = 0; seed < 5; seed++) {
      for (int epoch = 0; epoch < 5; epoch++) {
        for (int replica = 0; replica < 5; replica++) {
          for (int step = 0; step < 5; step++) {
            seeds.add(new EpochOrder(seed, epoch).networkSeed(replica, step));
          }
        }
      }
    }

    assertThat(seeds).hasSize(625);
    assertThat(new EpochOrder(1, 2).networkSeed(3, 4))
        .isEqualTo(new EpochOrder(1, 2).networkSeed(3, 4));
  }
}
