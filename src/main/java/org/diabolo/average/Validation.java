package org.diabolo.average;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.diabolo.batch.Batch;
import org.diabolo.batch.BatchReader;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Segment;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;

/** The mean loss over the validation rows, computed where they are cached. */
final class Validation {
  private final JavaSparkContext spark;
  private final ReplicaFactory factory;
  private final ChunkedRows rows;
  private final int batch;

  Validation(JavaSparkContext spark, ReplicaFactory factory, ChunkedRows rows, int batch) {
    this.spark = spark;
    this.factory = factory;
    this.rows = rows;
    this.batch = batch;
  }

  private record ChunkLoss(int chunk, double lossSum) implements Serializable {}

  double loss(ModelState state, int epoch) {
    spark.setJobDescription("validation after epoch " + (epoch + 1));
    Broadcast<ModelState> broadcast = spark.broadcast(state);
    try {
      ReplicaFactory made = factory;
      int size = batch;
      List<ChunkLoss> losses =
          rows.chunks()
              .map(
                  chunk ->
                      new ChunkLoss(
                          chunk.index(),
                          ReplicaPool.with(
                              made, slot -> lossSum(slot, broadcast.value(), chunk, size))))
              .collect();
      // Added in the chunks' order: the same bits wherever they were computed.
      double sum =
          losses.stream()
              .sorted(Comparator.comparingInt(ChunkLoss::chunk))
              .mapToDouble(ChunkLoss::lossSum)
              .reduce(0, Double::sum);
      return sum / rows.rows();
    } finally {
      broadcast.destroy();
      spark.setJobDescription(null);
    }
  }

  private static double lossSum(Replica slot, ModelState state, Chunk chunk, int size) {
    EpochOrder order = new EpochOrder(0, 0);
    slot.load(state, 0);
    BatchReader batches =
        new BatchReader(
            List.of(chunk).iterator(),
            List.of(new Segment(chunk.index(), 0, chunk.rows())),
            order,
            size);
    double sum = 0;
    while (batches.hasNext()) {
      Batch next = batches.next();
      sum += slot.loss(next) * next.rows();
    }
    return sum;
  }
}
