package org.diabolo.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  private static final EpochOrder ORDER = new EpochOrder(7, 2);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 11})
  void everyChunkGoesToOneReplica(int replicas) {
    int[] rows = {10, 20, 30, 40, 50, 60, 7};

    List<Share> shares = Share.divide(rows, replicas);

    assertThat(shares).extracting(Share::replica).containsExactlyElementsOf(to(replicas));
    assertThat(shares.stream().flatMapToInt(share -> IntStream.of(share.chunks())))
        .containsExactlyInAnyOrderElementsOf(to(rows.length));
    assertThat(shares)
        .allSatisfy(
            share -> {
              for (int i = 0; i < share.chunks().length; i++) {
                assertThat(share.chunks()[i] % replicas).isEqualTo(share.replica());
                assertThat(share.lengths()[i]).isEqualTo(rows[share.chunks()[i]]);
              }
            });
  }

  @Test
  void moreReplicasThanChunksLeaveSomeWithNothing() {
    Share empty = Share.divide(new int[] {10, 20}, 4).get(3);

    assertThat(empty.chunks()).isEmpty();
    assertThat(empty.total()).isZero();
    assertThat(empty.steps(8)).isZero();
    assertThat(empty.segments(ORDER, 0, 100)).isEmpty();
  }

  @Test
  void chunksWithoutRowsBelongToNobody() {
    List<Share> shares = Share.divide(new int[] {0, 20, 30, 0}, 2);

    assertThat(shares.get(0).chunks()).containsExactly(2);
    assertThat(shares.get(1).chunks()).containsExactly(1);
  }

  @Test
  void lastStepOfAnEpochMayBeShort() {
    Share share = Share.whole(0, new int[] {0, 3}, new int[] {10, 11});

    assertThat(share.total()).isEqualTo(21);
    assertThat(share.steps(7)).isEqualTo(3);
    assertThat(share.steps(8)).isEqualTo(3);
    assertThat(share.steps(5)).isEqualTo(5);
    assertThat(share.steps(100)).isEqualTo(1);
  }

  @Test
  void rowsOfAHugeShareAreCountedWithoutOverflow() {
    int most = Integer.MAX_VALUE;

    assertThat(Share.whole(0, new int[] {0, 1}, new int[] {most, most}).total())
        .isEqualTo(4294967294L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 13, 64, 70, 1000})
  void consecutiveStretchesCoverEveryRowOnce(int period) {
    Share share = Share.whole(1, new int[] {1, 3, 5, 7}, new int[] {10, 1, 23, 30});
    List<String> positions = new ArrayList<>();
    for (long from = 0; from < share.total(); from += period) {
      long rows = 0;
      for (Segment segment : share.segments(ORDER, from, from + period)) {
        rows += segment.to() - segment.from();
        for (int position = segment.from(); position < segment.to(); position++) {
          positions.add(segment.chunk() + ":" + position);
        }
      }
      assertThat(rows).isEqualTo(Math.min(period, share.total() - from));
    }

    List<String> all = new ArrayList<>();
    for (int i = 0; i < share.chunks().length; i++) {
      for (int position = 0; position < share.lengths()[i]; position++) {
        all.add(share.chunks()[i] + ":" + position);
      }
    }
    assertThat(positions).containsExactlyInAnyOrderElementsOf(all);
    // Whatever the period, the order is that of the whole epoch in one stretch.
    assertThat(positions).isEqualTo(wholeEpoch(share));
  }

  @Test
  void stretchBehindTheEndIsEmpty() {
    Share share = Share.whole(0, new int[] {0}, new int[] {10});

    assertThat(share.segments(ORDER, 10, 20)).isEmpty();
    assertThat(share.segments(ORDER, 5, 5)).isEmpty();
    assertThat(share.segments(ORDER, 8, 99)).containsExactly(new Segment(0, 8, 10, 10));
  }

  @Test
  void anotherEpochHasAnotherOrderOfChunks() {
    Share share = Share.divide(IntStream.range(0, 40).map(i -> 5).toArray(), 1).get(0);

    assertThat(wholeEpoch(share)).isNotEqualTo(wholeEpoch(share, new EpochOrder(7, 3)));
  }

  private static List<String> wholeEpoch(Share share) {
    return wholeEpoch(share, ORDER);
  }

  private static List<String> wholeEpoch(Share share, EpochOrder order) {
    return share.segments(order, 0, share.total()).stream()
        .flatMap(
            segment ->
                IntStream.range(segment.from(), segment.to())
                    .mapToObj(position -> segment.chunk() + ":" + position))
        .toList();
  }

  private static List<Integer> to(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  /** Whatever was read before, and however often the rest is dealt out again, all is read once. */
  @Test
  void whatIsLeftIsDealtOutAgain() {
    SplittableRandom random = new SplittableRandom(4);
    for (int run = 0; run < 200; run++) {
      int[] lengths = random.ints(1 + random.nextInt(12), 1, 30).toArray();
      EpochOrder order = new EpochOrder(run, 3);
      List<Share> shares = Share.divide(lengths, 1 + random.nextInt(4));
      List<Segment> read = new ArrayList<>();
      for (int leg = 0; leg < 4; leg++) {
        long most = leg == 3 ? Long.MAX_VALUE : random.nextInt(12);
        List<Segment> left = new ArrayList<>();
        for (Share share : shares) {
          read.addAll(share.segments(order, 0, most));
          left.addAll(share.segments(order, most, Long.MAX_VALUE));
        }
        shares = Share.deal(left, 1 + random.nextInt(5));
        LongSummaryStatistics totals = shares.stream().mapToLong(Share::total).summaryStatistics();
        assertThat(totals.getMax() - totals.getMin()).isLessThan(2);
      }
      int[][] times = new int[lengths.length][];
      for (int chunk = 0; chunk < lengths.length; chunk++) {
        times[chunk] = new int[lengths[chunk]];
      }
      for (Segment segment : read) {
        assertThat(segment.of()).isEqualTo(lengths[segment.chunk()]);
        for (int place = segment.from(); place < segment.to(); place++) {
          times[segment.chunk()][place]++;
        }
      }
      for (int[] chunk : times) {
        assertThat(chunk).containsOnly(1);
      }
    }
  }
}
