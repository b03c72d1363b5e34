package org.diabolo.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.diabolo.batch.Feed.Form;
import org.diabolo.batch.Feed.Side;
import org.diabolo.job.BatchSpec;
import org.junit.jupiter.api.Test;

/** Padding is 0, the start 2, the end 3. */
class FeedFillerTest {
  private static final List<float[]> TEXTS =
      List.of(new float[] {7, 8}, new float[] {}, new float[] {9});

  @Test
  void tokensArePaddedToTheLongestRow() {
    Values values = FeedFiller.values(Feed.of(Side.TARGET, Form.TOKENS), TEXTS);
    assertThat(values.length()).isEqualTo(3);
    assertThat(values.data()).containsExactly(7, 8, 3, 3, 0, 0, 9, 3, 0);
    assertThat(values.mask()).containsExactly(1, 1, 1, 1, 0, 0, 1, 1, 0);
  }

  @Test
  void tokensArePaddedToAFixedLength() {
    Values values = FeedFiller.values(Feed.padded(Side.TARGET, 4), TEXTS);
    assertThat(values.length()).isEqualTo(4);
    assertThat(values.data()).containsExactly(7, 8, 3, 0, 3, 0, 0, 0, 9, 3, 0, 0);
    assertThat(values.mask()).containsExactly(1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0);
  }

  @Test
  void aRowThatDoesNotFitIsRefused() {
    Feed feed = Feed.padded(Side.TARGET, 2);
    assertThatThrownBy(() -> FeedFiller.values(feed, TEXTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row of 2 tokens, allowed: 1 and their end");
  }

  @Test
  void whatIsGivenIsMasked() {
    Values previous = FeedFiller.values(Feed.of(Side.TARGET, Form.PREVIOUS), TEXTS);
    assertThat(previous.data()).containsExactly(2, 7, 8, 2, 0, 0, 2, 9, 0);
    Values positions = FeedFiller.values(Feed.of(Side.TARGET, Form.POSITIONS), TEXTS);
    assertThat(positions.data()).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2);
    for (Values values : List.of(previous, positions)) {
      assertThat(values.mask()).containsExactly(1, 1, 1, 1, 0, 0, 1, 1, 0);
    }
  }

  /** Filled from chunks into arrays that are used again, batch after batch. */
  @Test
  void batchesOfAFixedLengthAreFilledAlike() {
    Feed fixed = Feed.padded(Side.TARGET, 4);
    Feeds feeds = new Feeds(List.of(Feed.flat(Side.SOURCE)), List.of(fixed));
    Batching batching = new Batching(feeds, BatchSpec.examples(2), 0);
    assertThat(batching.bucketed()).isFalse();
    assertThat(batching.uniform()).isFalse();
    List<Example> rows =
        TEXTS.stream().map(text -> new Example("k", new float[] {1}, text)).toList();
    Chunk chunk = Chunk.of(0, rows);
    EpochOrder order = new EpochOrder(1, 1);
    BatchReader reader =
        new BatchReader(List.of(chunk).iterator(), List.of(batching.whole(chunk)), order, batching);
    int[] places = order.rows(0, TEXTS.size());
    for (int from = 0; from < places.length; from += 2) {
      Batch batch = reader.next();
      for (int row = 0; row < batch.rows(); row++) {
        Values expected = FeedFiller.values(fixed, List.of(TEXTS.get(places[from + row])));
        Values found = batch.labels().get(0);
        assertThat(found.length()).isEqualTo(4);
        for (int step = 0; step < 4; step++) {
          assertThat(found.data()[row * 4 + step]).isEqualTo(expected.data()[step]);
          assertThat(found.mask()[row * 4 + step]).isEqualTo(expected.mask()[step]);
        }
      }
    }
    assertThat(reader.hasNext()).isFalse();
  }
}
