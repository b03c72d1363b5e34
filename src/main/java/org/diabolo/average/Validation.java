package org.diabolo.average;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.diabolo.average.exchange.Published;
import org.diabolo.average.rows.TrainingRows;
import org.diabolo.batch.Batch;
import org.diabolo.batch.BatchReader;
import org.diabolo.batch.Batching;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.RowOrder;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;

/** The mean loss over the validation rows, computed where they are cached. */
final class Validation {
  private final ReplicaFactory factory;
  private final TrainingRows rows;

  Validation(ReplicaFactory factory, TrainingRows rows) {
    this.factory = factory;
    this.rows = rows;
  }

  private record ChunkLoss(int chunk, double lossSum) implements Serializable {}

  /**
   * @param global the state that the next round will start from, too
   * @param replicas that train now
   */
  double loss(Published global, int replicas) {
    rows.settle(replicas);
    ReplicaFactory made = factory;
    Batching batching = rows.batching();
    List<ChunkLoss> losses =
        rows.chunks()
            .map(
                chunk ->
                    new ChunkLoss(
                        chunk.index(),
                        ReplicaPool.with(
                            made, slot -> lossSum(slot, global.get(), chunk, batching))))
            .collect();
    // Added in the chunks' order: the same bits wherever they were computed.
    double sum =
        losses.stream()
            .sorted(Comparator.comparingInt(ChunkLoss::chunk))
            .mapToDouble(ChunkLoss::lossSum)
            .reduce(0, Double::sum);
    return sum / rows.rows();
  }

  private static double lossSum(Replica slot, ModelState state, Chunk chunk, Batching batching) {
    slot.load(new ModelState(state.parameters(), new float[0], 0), 0);
    BatchReader batches =
        new BatchReader(
            List.of(chunk).iterator(),
            List.of(batching.whole(chunk)),
            new EpochOrder(0, 0, batching.bucketed() ? RowOrder.AS_GIVEN : RowOrder.SHUFFLED),
            batching);
    double sum = 0;
    while (batches.hasNext()) {
      Batch next = batches.next();
      sum += slot.loss(next) * next.rows();
    }
    return sum;
  }
}
