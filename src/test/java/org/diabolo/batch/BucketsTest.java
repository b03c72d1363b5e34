package org.diabolo.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.BatchSpec.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches of rows of many lengths. */
class BucketsTest {
  private static final EpochOrder ORDER = new EpochOrder(7, 1);

  private static List<Example> rows(String kind, int count) {
    return kind.equals("names") ? Lengths.names(count) : Lengths.sentences(count);
  }

  /** What one batch had. */
  private record Seen(Set<Integer> rows, int tokens) {}

  private static List<Seen> read(BatchReader reader) {
    List<Seen> batches = new ArrayList<>();
    while (reader.hasNext()) {
      Batch batch = reader.next();
      Values source = batch.inputs().get(0);
      Values target = batch.labels().get(0);
      Set<Integer> rows = new HashSet<>();
      int tokens = 0;
      for (int row = 0; row < batch.rows(); row++) {
        rows.add((int) source.data()[row * source.length()] - 4);
        tokens += Math.max(steps(source, row), steps(target, row));
      }
      batches.add(new Seen(rows, tokens));
    }
    return batches;
  }

  private static int steps(Values values, int row) {
    int steps = 0;
    for (int t = 0; t < values.length(); t++) {
      steps += (int) values.mask()[row * values.length() + t];
    }
    return steps;
  }

  private static double padding(BatchReader reader) {
    long padded = 0;
    long all = 0;
    while (reader.hasNext()) {
      Batch batch = reader.next();
      for (Values values :
          Stream.of(batch.inputs(), batch.labels()).flatMap(List::stream).toList()) {
        int count = batch.rows() * values.length();
        all += count;
        for (int i = 0; i < count; i++) {
          padded += values.mask()[i] == 0 ? 1 : 0;
        }
      }
    }
    return (double) padded / all;
  }

  @ParameterizedTest
  @CsvSource({
    "names, 60000, 64, EXAMPLES",
    "names, 60000, 4000, TOKENS",
    "names, 6000, 64, EXAMPLES",
    "sentences, 30000, 64, EXAMPLES",
    "sentences, 30000, 4000, TOKENS",
    "sentences, 6000, 32, EXAMPLES"
  })
  void littleIsPaddedAndEveryRowComesOnceInEachOfDifferingEpochs(
      String kind, int count, int size, Unit unit) {
    Batching batching = Lengths.text(size, unit);
    List<Chunk> chunks = Lengths.chunks(rows(kind, count), 2);
    List<Share> shares = Lengths.plan(chunks, batching, 2);
    assertThat(shares.get(0).total()).isEqualTo(shares.get(1).total());
    List<Set<Set<Integer>>> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= 2; epoch++) {
      EpochOrder order = new EpochOrder(7, epoch);
      Set<Integer> rows = new HashSet<>();
      Set<Set<Integer>> batches = new HashSet<>();
      for (Share share : shares) {
        double padding = padding(Lengths.epoch(chunks, share, order, batching));
        assertThat(padding).isLessThan(0.1);
        List<Seen> seen = read(Lengths.epoch(chunks, share, order, batching));
        assertThat(seen).hasSize((int) share.total());
        for (Seen batch : seen) {
          assertThat(unit == Unit.EXAMPLES ? batch.rows.size() : batch.tokens)
              .isBetween((int) (0.9 * size), (int) (1.02 * size));
          rows.addAll(batch.rows);
          batches.add(batch.rows);
        }
        assertThat(seen.stream().mapToInt(batch -> batch.rows.size()).sum())
            .isEqualTo(chunks.get(share.chunks()[0]).rows());
      }
      assertThat(rows).hasSize(count);
      epochs.add(batches);
    }
    long same = epochs.get(0).stream().filter(epochs.get(1)::contains).count();
    assertThat(same).isLessThan(epochs.get(0).size() / 20 + 1);
  }

  @Test
  void theSameEpochIsReadAlikeHoweverItIsCutIntoRounds() {
    Batching batching = Lengths.text(16, Unit.EXAMPLES);
    List<Chunk> chunks = Lengths.chunks(Lengths.names(500), 5);
    Share share = Lengths.plan(chunks, batching, 1).get(0);
    List<Seen> whole = read(Lengths.epoch(chunks, share, ORDER, batching));
    for (int period : new int[] {1, 3, 7}) {
      List<Seen> inRounds = new ArrayList<>();
      for (long from = 0; from < share.total(); from += period) {
        List<Segment> segments = share.segments(ORDER, from, from + period);
        inRounds.addAll(
            read(
                new BatchReader(
                    segments.stream().map(s -> chunks.get(s.chunk())).iterator(),
                    segments,
                    ORDER,
                    batching)));
      }
      assertThat(inRounds).isEqualTo(whole);
    }
  }

  @Test
  void batchesComeInNoOrderOfLength() {
    Batching batching = Lengths.text(64, Unit.EXAMPLES);
    List<Chunk> chunks = Lengths.chunks(Lengths.names(6400), 1);
    Share share = Lengths.plan(chunks, batching, 1).get(0);
    int[] tokens =
        read(Lengths.epoch(chunks, share, ORDER, batching)).stream()
            .mapToInt(Seen::tokens)
            .toArray();
    long rises = IntStream.range(1, tokens.length).filter(i -> tokens[i] > tokens[i - 1]).count();
    assertThat(rises).isBetween(tokens.length * 3L / 10, tokens.length * 7L / 10);
  }

  @Test
  void inValidationTheyComeByLengthWithoutChance() {
    Batching batching = Lengths.text(64, Unit.EXAMPLES);
    Chunk chunk = Lengths.chunks(Lengths.names(640), 1).get(0);
    EpochOrder given = new EpochOrder(0, 0, RowOrder.AS_GIVEN);
    Segment whole = batching.whole(chunk);
    assertThat(whole).isEqualTo(new Segment(0, 0, 10, 10));
    BatchReader reader =
        new BatchReader(List.of(chunk).iterator(), List.of(whole), given, batching);
    int longest = 0;
    int rows = 0;
    while (reader.hasNext()) {
      Batch batch = reader.next();
      int length = Math.max(batch.inputs().get(0).length(), batch.labels().get(0).length());
      assertThat(length).isGreaterThanOrEqualTo(longest);
      longest = length;
      rows += batch.rows();
    }
    assertThat(rows).isEqualTo(640);
  }

  /** Each feed is laid out as {@link FeedFiller} lays rows of their own out. */
  @Test
  void everyFeedIsFilledFromItsRows() {
    Batching batching = Lengths.text(8, Unit.EXAMPLES);
    List<Example> rows = Lengths.names(100);
    List<Chunk> chunks = Lengths.chunks(rows, 1);
    Share share = Lengths.plan(chunks, batching, 1).get(0);
    BatchReader reader = Lengths.epoch(chunks, share, ORDER, batching);
    while (reader.hasNext()) {
      Batch batch = reader.next();
      Values read = batch.inputs().get(0);
      List<Example> taken =
          IntStream.range(0, batch.rows())
              .mapToObj(row -> rows.get((int) read.data()[row * read.length()] - 4))
              .toList();
      List<float[]> sources = taken.stream().map(Example::source).toList();
      List<float[]> targets = taken.stream().map(Example::target).toList();
      Feeds feeds = Lengths.TEXT;
      assertSame(batch, read, FeedFiller.values(feeds.inputs().get(0), sources));
      assertSame(batch, batch.inputs().get(1), FeedFiller.values(feeds.inputs().get(1), targets));
      assertSame(batch, batch.labels().get(0), FeedFiller.values(feeds.labels().get(0), targets));
      assertThat(batch.inputs().get(1).data()[0]).isEqualTo(Vocabulary.START);
    }
  }

  private static void assertSame(Batch batch, Values found, Values expected) {
    int count = batch.rows() * expected.length();
    assertThat(found.length()).isEqualTo(expected.length());
    assertThat(Arrays.copyOf(found.data(), count)).isEqualTo(expected.data());
    assertThat(Arrays.copyOf(found.mask(), count)).isEqualTo(expected.mask());
  }

  @Test
  void anAutoencoderOfTextHoldsItsTokensOnceUnlessTheyAreSpoilt() {
    List<Example> same =
        Lengths.names(50).stream().map(e -> new Example(e.key(), e.source(), e.source())).toList();
    List<Chunk> chunks = Lengths.chunks(same, 1);
    for (double denoise : new double[] {0, 0.1}) {
      Batching batching =
          new Batching(Lengths.TEXT, new org.diabolo.job.BatchSpec(8, Unit.EXAMPLES), denoise);
      Share share = Lengths.plan(chunks, batching, 1).get(0);
      Batch batch = Lengths.epoch(chunks, share, ORDER, batching).next();
      assertThat(batch.target() == batch.source()).isEqualTo(denoise == 0);
      assertThat(batch.labels().get(0).data()).startsWith(batch.source());
    }
  }
}
