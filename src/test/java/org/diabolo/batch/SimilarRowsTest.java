package org.diabolo.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.diabolo.batch.Feed.Form;
import org.diabolo.batch.Feed.Side;
import org.junit.jupiter.api.Test;

class SimilarRowsTest {
  private static final Feed TOKENS = Feed.of(Side.SOURCE, Form.TOKENS);

  /** Mostly short, every fiftieth of up to 250. */
  private static List<float[]> rows(int count) {
    Random random = new Random(2);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new float[1 + random.nextInt(i % 50 == 0 ? 250 : 12)]);
    }
    return rows;
  }

  @Test
  void raggedBatchesHoldEachRowOnceAndLittlePadding() {
    List<float[]> rows = rows(1500);

    List<int[]> batches = SimilarRows.batches(TOKENS, rows, 400);

    assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
        .isEqualTo(IntStream.range(0, rows.size()).toArray());
    long there = 0;
    long room = 0;
    for (int[] batch : batches) {
      int longest = 0;
      for (int row : batch) {
        there += rows.get(row).length;
        longest = Math.max(longest, rows.get(row).length);
      }
      room += (long) longest * batch.length;
      // 4 M numbers of which a token takes 256.
      assertThat((longest + 1) * batch.length).isLessThanOrEqualTo(1 << 14);
      assertThat(batch.length).isBetween(1, 400);
    }
    assertThat((double) there / room).isGreaterThan(0.85);
  }

  @Test
  void rowsThatAreLaidOutAlikeStayInTheirOrderInWholeBatches() {
    List<float[]> rows = rows(700);

    // 512 windows of 30 tokens have less than 2^14 tokens.
    assertThat(SimilarRows.batches(Feed.window(Side.SOURCE, 30), rows, 1000))
        .containsExactly(IntStream.range(0, 512).toArray(), IntStream.range(512, 700).toArray());
    // 2^14 tokens are 163 windows of 100, however short the rows.
    assertThat(SimilarRows.batches(Feed.window(Side.SOURCE, 100), rows, 1000))
        .extracting(batch -> batch.length)
        .containsExactly(163, 163, 163, 163, 48);
    List<float[]> images = List.of(new float[6], new float[6], new float[6]);
    assertThat(SimilarRows.batches(Feed.steps(Side.SOURCE, 2), images, 2))
        .containsExactly(new int[] {0, 1}, new int[] {2});
  }

  @Test
  void ofNoRowsThereAreNoBatches() {
    assertThat(SimilarRows.batches(TOKENS, List.of(), 5)).isEmpty();
  }
}
