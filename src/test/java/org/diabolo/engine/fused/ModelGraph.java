package org.diabolo.engine.fused;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.batch.Batch;

/**
 * A graph such as jobs train, and batches for it.
 *
 * @param name for messages
 * @param graph that ends in losses
 * @param batches for it
 */
record ModelGraph(String name, ComputationGraphConfiguration graph, Batches batches) {

  /** Makes batches of any size. */
  interface Batches {
    /**
     * @param data where the numbers come from
     * @param rows of the batch
     * @param length of its sequences, at least 1; two sequences of a row differ in length
     */
    Batch of(Data data, int rows, int length);
  }

  /** The batch of one step of many: their sizes and lengths vary. */
  Batch batch(Data data, int step) {
    return batches.of(data, step % 4 == 3 ? 5 : 7, step % 5 == 4 ? 1 : 3 + step % 3);
  }

  @Override
  public String toString() {
    return name;
  }
}
