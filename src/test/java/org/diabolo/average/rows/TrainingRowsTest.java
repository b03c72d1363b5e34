package org.diabolo.average.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.batch.Batching;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Example;
import org.diabolo.batch.RowOrder;
import org.diabolo.batch.Segment;
import org.diabolo.batch.Share;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingRowsTest {
  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  @ParameterizedTest
  @CsvSource({"100, 1, 1", "100, 3, 2", "101, 3, 4", "7, 2, 3", "2, 1, 5", "1, 1, 1"})
  void rowsAsGivenLieInOneStretchAReplica(int rows, int slices, int replicas) {
    List<Example> examples =
        IntStream.range(0, rows)
            .mapToObj(i -> new Example("k" + i, new float[] {i}, new float[] {-i}))
            .toList();
    EpochOrder order = new EpochOrder(1, 5, RowOrder.AS_GIVEN);
    List<Float> seen = new ArrayList<>();

    try (TrainingRows chunked =
        new TrainingRows(
            spark.parallelize(examples, slices),
            rows,
            replicas,
            1,
            RowOrder.AS_GIVEN,
            Batching.flat(8))) {
      List<Chunk> chunks = chunked.chunks().collect();
      assertThat(chunked.shares()).hasSize(replicas);
      for (Share share : chunked.shares()) {
        assertThat(share.total()).isBetween((long) rows / replicas, rows / replicas + 1L);
        for (Segment segment : share.segments(order, 0, rows)) {
          Chunk chunk =
              chunks.stream().filter(c -> c.index() == segment.chunk()).findFirst().orElseThrow();
          for (int row = segment.from(); row < segment.to(); row++) {
            seen.add(chunk.source()[row]);
          }
        }
      }
    }

    // One replica's rows after the other's, all in the RDD's order.
    assertThat(seen).isEqualTo(IntStream.range(0, rows).mapToObj(i -> (float) i).toList());
  }
}
