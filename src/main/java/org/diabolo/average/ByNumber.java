package org.diabolo.average;

import org.apache.spark.Partitioner;

/** Sends a record to the partition whose number is its key. */
final class ByNumber extends Partitioner {
  private final int partitions;

  ByNumber(int partitions) {
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
