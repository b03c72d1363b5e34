package org.diabolo.average;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.diabolo.batch.Batch;
import org.diabolo.batch.BatchReader;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Segment;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;

/**
 * One replica's part of one round: a function of the global state and of its rows alone, so that a
 * task that Spark runs again gives the same bits.
 *
 * @param replica which one
 * @param segments of its chunks that this round reads
 */
record ReplicaTask(int replica, List<Segment> segments) implements Serializable {

  /**
   * What all replicas of a round have in common.
   *
   * @param order of the epoch
   * @param batch rows a local step
   * @param rates of the steps
   */
  record Terms(EpochOrder order, int batch, RateSchedule rates) implements Serializable {}

  RoundResult train(Replica replicaSlot, ModelState start, Terms terms, Iterator<Chunk> chunks) {
    long began = System.nanoTime();
    replicaSlot.load(start, terms.order.networkSeed(replica, start.iteration()));
    BatchReader batches = new BatchReader(chunks, segments, terms.order, terms.batch);
    long step = start.iteration();
    long examples = 0;
    double lossSum = 0;
    while (batches.hasNext()) {
      Batch batch = batches.next();
      lossSum += replicaSlot.step(batch, terms.rates.rate(step)) * batch.rows();
      examples += batch.rows();
      step++;
    }
    return new RoundResult(replicaSlot.save(), examples, lossSum, System.nanoTime() - began);
  }
}
