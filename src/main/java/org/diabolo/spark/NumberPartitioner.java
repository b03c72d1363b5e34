package org.diabolo.spark;

import org.apache.spark.Partitioner;

/** Sends a record to the partition whose number is its key. */
public final class NumberPartitioner extends Partitioner {
  private final int partitions;

  /**
   * @param partitions how many there are; keys are 0 to {@code partitions - 1}
   */
  public NumberPartitioner(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object number) {
    return (Integer) number;
  }
}
