package org.diabolo.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReaderTest {
  private static final int[] ROWS = {10, 4, 25, 1};
  private static final int ALL = 40;
  private static final EpochOrder ORDER = new EpochOrder(7, 1);
  private static final Share SHARE = Share.divide(ROWS, 1).get(0);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 16, ALL, 100})
  void anEpochHasEveryRowOnceAndOnlyTheLastBatchIsShort(int batch) {
    BatchReader reader = reader(Chunks.autoencoder(ROWS), 0, ALL, ORDER, batch);
    List<Integer> sizes = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    while (reader.hasNext()) {
      Batch next = reader.next();
      sizes.add(next.rows());
      rows.addAll(sources(next));
    }

    List<Integer> expected = new ArrayList<>(Collections.nCopies(ALL / batch, batch));
    if (ALL % batch > 0) {
      expected.add(ALL % batch);
    }
    assertThat(sizes).isEqualTo(expected);
    assertThat(rows).containsExactlyInAnyOrder(everyRow().toArray(new float[0][]));
    assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void rowsComeInTheOrderOfTheEpoch() {
    Batch batch = reader(Chunks.autoencoder(6), List.of(new Segment(0, 2, 5, 6)), ORDER, 8).next();

    int[] order = ORDER.rows(0, 6);
    assertThat(batch.rows()).isEqualTo(3);
    assertThat(sources(batch))
        .containsExactly(
            Chunks.source(0, order[2]), Chunks.source(0, order[3]), Chunks.source(0, order[4]));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 16, 33})
  void roundsOfAnyPeriodReadTheSameRowsAsOneLongRound(int period) {
    List<float[]> whole = readAll(reader(Chunks.autoencoder(ROWS), 0, ALL, ORDER, 4));
    List<float[]> inRounds = new ArrayList<>();
    for (int from = 0; from < ALL; from += period) {
      inRounds.addAll(readAll(reader(Chunks.autoencoder(ROWS), from, from + period, ORDER, 4)));
    }

    assertThat(inRounds).containsExactlyElementsOf(whole);
  }

  @Test
  void anotherEpochShufflesRowsAnew() {
    List<float[]> first = readAll(reader(Chunks.autoencoder(ROWS), 0, ALL, ORDER, 8));
    List<float[]> second =
        readAll(reader(Chunks.autoencoder(ROWS), 0, ALL, new EpochOrder(7, 2), 8));

    assertThat(Arrays.deepEquals(second.toArray(), first.toArray())).isFalse();
  }

  @Test
  void autoencoderSharesOneArray() {
    BatchReader reader = reader(Chunks.autoencoder(ROWS), 0, ALL, ORDER, 16);
    while (reader.hasNext()) {
      Batch batch = reader.next();
      assertThat(batch.target()).isSameAs(batch.source());
    }
  }

  @Test
  void targetsStayWithTheirSources() {
    BatchReader reader = reader(Chunks.withTargets(ROWS), 0, ALL, ORDER, 16);
    int rows = 0;
    while (reader.hasNext()) {
      Batch batch = reader.next();
      assertThat(batch.target()).isNotSameAs(batch.source());
      for (int row = 0; row < batch.rows(); row++) {
        assertThat(batch.target()[row]).isEqualTo(-batch.source()[row * Chunks.WIDTH]);
      }
      rows += batch.rows();
    }
    assertThat(rows).isEqualTo(ALL);
  }

  @Test
  void chunksInAnotherOrderThanTheSegmentsAreAnError() {
    List<Segment> segments = List.of(new Segment(1, 0, 4, 4), new Segment(0, 0, 10, 10));
    BatchReader reader =
        new BatchReader(Chunks.autoencoder(ROWS).iterator(), segments, ORDER, Batching.flat(8));

    assertThatThrownBy(reader::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expected chunk 1 but was given 0");
  }

  @Test
  void noSegmentsAreNoBatches() {
    assertThat(reader(Chunks.autoencoder(ROWS), List.of(), ORDER, 8).hasNext()).isFalse();
  }

  private static BatchReader reader(
      List<Chunk> chunks, int from, int to, EpochOrder order, int batch) {
    return reader(chunks, SHARE.segments(order, from, to), order, batch);
  }

  private static BatchReader reader(
      List<Chunk> chunks, List<Segment> segments, EpochOrder order, int batch) {
    List<Chunk> asked = segments.stream().map(segment -> chunks.get(segment.chunk())).toList();
    return new BatchReader(asked.iterator(), segments, order, Batching.flat(batch));
  }

  private static List<float[]> readAll(BatchReader reader) {
    List<float[]> rows = new ArrayList<>();
    while (reader.hasNext()) {
      rows.addAll(sources(reader.next()));
    }
    return rows;
  }

  private static List<float[]> sources(Batch batch) {
    List<float[]> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      int start = row * Chunks.WIDTH;
      rows.add(Arrays.copyOfRange(batch.source(), start, start + Chunks.WIDTH));
    }
    return rows;
  }

  private static List<float[]> everyRow() {
    List<float[]> rows = new ArrayList<>();
    for (int chunk = 0; chunk < ROWS.length; chunk++) {
      for (int row = 0; row < ROWS[chunk]; row++) {
        rows.add(Chunks.source(chunk, row));
      }
    }
    return rows;
  }
}
