package org.diabolo.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.diabolo.batch.Feed.Form;
import org.diabolo.batch.Feed.Side;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.BatchSpec;
import org.junit.jupiter.api.Test;

class DenoisingTest {
  private static final double SHARE = 0.3;

  private static Batching batching(Feed source, double denoise) {
    return new Batching(
        new Feeds(
            List.of(source, Feed.of(Side.TARGET, Form.PREVIOUS)),
            List.of(Feed.of(Side.TARGET, Form.TOKENS))),
        BatchSpec.examples(400),
        denoise);
  }

  private static Batch batch(List<Example> rows, Batching batching) {
    Chunk chunk = Chunk.of(0, rows);
    return new BatchReader(
            List.of(chunk).iterator(),
            List.of(batching.whole(chunk)),
            new EpochOrder(1, 0, RowOrder.AS_GIVEN),
            batching)
        .next();
  }

  private static List<Float> row(Values values, int row) {
    List<Float> tokens = new ArrayList<>();
    for (int t = 0; t < values.length(); t++) {
      tokens.add(values.data()[row * values.length() + t]);
    }
    return tokens;
  }

  /** An autoencoder: source and target are the same numbers. */
  private static List<Example> same(int count) {
    return Lengths.names(count).stream()
        .map(row -> new Example(row.key(), row.source(), row.source()))
        .toList();
  }

  @Test
  void tokensAreLeftOutOrReplacedAndTheEndStays() {
    Batching batching = batching(Feed.of(Side.SOURCE, Form.TOKENS), SHARE);
    Batch batch = batch(same(400), batching);
    Denoising.spoil(batch, batching, new SplittableRandom(5));
    Values spoilt = batch.inputs().get(0);
    Values wanted = batch.labels().get(0);
    int tokens = 0;
    int unknown = 0;
    int left = 0;
    for (int row = 0; row < batch.rows(); row++) {
      List<Float> right = row(wanted, row);
      right = right.subList(0, right.indexOf((float) Vocabulary.END));
      List<Float> all = row(spoilt, row);
      int end = all.indexOf((float) Vocabulary.END);
      assertThat(all.subList(end + 1, all.size())).containsOnly((float) Vocabulary.PADDING);
      for (int t = 0; t < all.size(); t++) {
        assertThat(spoilt.mask()[row * spoilt.length() + t]).isEqualTo(t <= end ? 1 : 0);
      }
      List<Float> kept =
          all.subList(0, end).stream().filter(id -> id != Vocabulary.UNKNOWN).toList();
      assertThat(right).containsSubsequence(kept.isEmpty() ? right : kept);
      tokens += right.size();
      unknown += end - kept.size();
      left += end;
    }
    assertThat(unknown / (double) tokens).isEqualTo(SHARE / 2, within(0.03));
    assertThat(1 - left / (double) tokens).isEqualTo(SHARE / 2, within(0.03));
  }

  @Test
  void labelsAndWhatIsGivenStay() {
    Batching batching = batching(Feed.of(Side.SOURCE, Form.TOKENS), SHARE);
    Batch spoilt = batch(same(400), batching);
    Denoising.spoil(spoilt, batching, new SplittableRandom(5));
    Batch clean = batch(same(400), batching(Feed.of(Side.SOURCE, Form.TOKENS), 0));
    assertThat(spoilt.inputs().get(1).data()).isEqualTo(clean.inputs().get(1).data());
    assertThat(spoilt.labels().get(0).data()).isEqualTo(clean.labels().get(0).data());
    assertThat(spoilt.labels().get(0).mask()).isEqualTo(clean.labels().get(0).mask());
    assertThat(spoilt.source()).isNotEqualTo(clean.source());
  }

  @Test
  void theSameDrawSpoilsAlike() {
    Batching batching = batching(Feed.of(Side.SOURCE, Form.TOKENS), SHARE);
    List<float[]> found = new ArrayList<>();
    for (int seed : new int[] {5, 5, 6}) {
      Batch batch = batch(same(400), batching);
      Denoising.spoil(batch, batching, new SplittableRandom(seed));
      found.add(batch.source().clone());
    }
    assertThat(found.get(0)).isEqualTo(found.get(1)).isNotEqualTo(found.get(2));
  }

  @Test
  void ofAWindowOneTokenIsLeftAtLeast() {
    Batching batching = batching(new Feed(Side.SOURCE, Form.WINDOW, 4), 0.95);
    Batch batch = batch(same(400), batching);
    Denoising.spoil(batch, batching, new SplittableRandom(5));
    for (int row = 0; row < batch.rows(); row++) {
      List<Float> tokens = row(batch.inputs().get(0), row);
      assertThat(tokens.get(0)).isNotEqualTo(Vocabulary.PADDING);
      int end = tokens.indexOf((float) Vocabulary.PADDING);
      if (end >= 0) {
        assertThat(tokens.subList(end, 4)).containsOnly((float) Vocabulary.PADDING);
      }
    }
  }

  @Test
  void numbersAreZeroed() {
    Batching batching = new Batching(Feeds.FLAT, BatchSpec.examples(10), SHARE);
    float[] ones = new float[1000];
    java.util.Arrays.fill(ones, 1);
    Batch batch =
        batch(List.of(new Example("a", ones, ones), new Example("b", ones, ones)), batching);
    Denoising.spoil(batch, batching, new SplittableRandom(5));
    int zeros = 0;
    for (float number : batch.source()) {
      assertThat(number).isIn(0f, 1f);
      zeros += number == 0 ? 1 : 0;
    }
    assertThat(zeros / 2000.0).isEqualTo(SHARE, within(0.04));
    assertThat(batch.target()).containsOnly(1);
  }

  @Test
  void whatIsDrawnDoesNotDependOnLargerBatchesBefore() {
    Batching batching = new Batching(Feeds.FLAT, BatchSpec.examples(10), SHARE);
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      rows.add(new Example("k" + i, new float[] {i, 1, 2}, new float[] {i}));
    }
    Chunk chunk = Chunk.of(0, rows);
    BatchReader reader = reader(chunk, batching.whole(chunk), batching);
    reader.next();
    Batch last = reader.next();
    Batch alone = reader(chunk, new Segment(0, 10, 13, 13), batching).next();

    SplittableRandom after = new SplittableRandom(5);
    Denoising.spoil(last, batching, after);
    SplittableRandom fresh = new SplittableRandom(5);
    Denoising.spoil(alone, batching, fresh);

    assertThat(last.rows()).isEqualTo(alone.rows()).isEqualTo(3);
    assertThat(last.source()).isEqualTo(alone.source());
    assertThat(after.nextLong()).isEqualTo(fresh.nextLong());
  }

  private static BatchReader reader(Chunk chunk, Segment segment, Batching batching) {
    return new BatchReader(
        List.of(chunk).iterator(),
        List.of(segment),
        new EpochOrder(1, 0, RowOrder.AS_GIVEN),
        batching);
  }
}
