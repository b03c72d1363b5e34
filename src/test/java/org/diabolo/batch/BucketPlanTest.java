package org.diabolo.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketPlanTest {
  @Test
  void allTakeAsManyStepsAsTheLargestShareNeeds() {
    // 300 tokens and 170: 30 steps of 10, by largest remainders of 100:200 and of 70:100.
    List<Share> shares =
        BucketPlan.divide(new int[] {40, 40, 40, 40}, new long[] {100, 70, 200, 100}, 2, 10);
    assertThat(shares.get(0).chunks()).containsExactly(0, 2);
    assertThat(shares.get(0).lengths()).containsExactly(10, 20);
    assertThat(shares.get(1).chunks()).containsExactly(1, 3);
    assertThat(shares.get(1).lengths()).containsExactly(12, 18);
  }

  @Test
  void aReplicaOfFewerRowsThanStepsTakesOneARowAndSitsTheRestOut() {
    List<Share> shares = BucketPlan.divide(new int[] {3, 100, 0}, new long[] {30, 100, 0}, 3, 10);
    assertThat(shares.get(0).lengths()).containsExactly(3);
    assertThat(shares.get(1).lengths()).containsExactly(10);
    assertThat(shares.get(2).lengths()).isEmpty();
  }

  @Test
  void everyChunkIsABatchAtLeast() {
    List<Share> shares =
        BucketPlan.divide(new int[] {1, 1, 1, 2, 2, 9}, new long[] {1, 1, 1, 2, 2, 9}, 2, 64);
    assertThat(shares).allSatisfy(share -> assertThat(share.lengths()).containsExactly(1, 1, 1));
  }

  @Test
  void aRowThatIsLargerThanABatchIsABatch() {
    List<Share> shares = BucketPlan.divide(new int[] {2, 5}, new long[] {5000, 10}, 1, 100);
    assertThat(shares.get(0).total()).isEqualTo(7);
    assertThat(shares.get(0).lengths()).containsExactly(2, 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyPlanCanBeTaken(int replicas) {
    Random random = new Random(replicas);
    for (int i = 0; i < 300; i++) {
      int chunks = 1 + random.nextInt(12);
      int[] rows = IntStream.range(0, chunks).map(c -> random.nextInt(60)).toArray();
      long[] sizes =
          IntStream.of(rows).mapToLong(r -> r == 0 ? 0 : r + random.nextInt(9 * r)).toArray();
      List<Share> shares = BucketPlan.divide(rows, sizes, replicas, 1 + random.nextInt(100));
      long steps = shares.stream().mapToLong(Share::total).max().orElseThrow();
      for (Share share : shares) {
        long all = IntStream.of(share.chunks()).map(c -> rows[c]).sum();
        assertThat(share.total()).isEqualTo(Math.min(all, steps));
        for (int c = 0; c < share.chunks().length; c++) {
          assertThat(share.lengths()[c])
              .as(Arrays.toString(rows) + Arrays.toString(sizes))
              .isBetween(1, rows[share.chunks()[c]]);
        }
      }
    }
  }
}
