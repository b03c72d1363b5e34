package org.diabolo.corpus;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.AccumulatorV2;
import org.diabolo.spark.InternalRows;

/**
 * Sums rows while something else writes or reads them. A sum is told when a partition has come to
 * its end, under the partition's number: tasks may run twice, and partitions be read several times,
 * and still each counts once. A partition that gives other rows the second time is remembered.
 */
public final class RowSums extends AccumulatorV2<RowSums.Part, RowSums> {
  // Heartbeats serialise it while a task adds to it.
  private final Map<Place, RowSum> sums = new ConcurrentHashMap<>();
  private boolean steady = true;

  /** Of which partition, and which split in it. */
  private record Place(String split, int partition) implements Serializable {}

  /** A partition's rows of one split. */
  public record Part(int partition, String split, RowSum sum) implements Serializable {}

  /**
   * Sums nothing yet.
   *
   * @param spark where rows will be summed
   * @return the sums, registered with Spark
   */
  public static RowSums on(SparkSession spark) {
    RowSums sums = new RowSums();
    spark.sparkContext().register(sums);
    return sums;
  }

  /**
   * Sums rows of several splits.
   *
   * @param rows with their split
   * @return the same rows, summed by split when they are read
   */
  public Dataset<Row> bySplit(Dataset<Row> rows) {
    StructType schema = rows.schema();
    int split = schema.fieldIndex(CorpusColumns.SPLIT);
    return InternalRows.dataset(
        rows.sparkSession(),
        InternalRows.of(rows)
            .mapPartitionsWithIndex(
                (partition, all) ->
                    new SummedRows(
                        all, schema, row -> row.getUTF8String(split).toString(), partition, this),
                true),
        schema);
  }

  @Override
  public synchronized boolean isZero() {
    return sums.isEmpty() && steady;
  }

  @Override
  public synchronized RowSums copy() {
    RowSums copy = new RowSums();
    copy.sums.putAll(sums);
    copy.steady = steady;
    return copy;
  }

  @Override
  public synchronized void reset() {
    sums.clear();
    steady = true;
  }

  @Override
  public synchronized void add(Part part) {
    put(new Place(part.split, part.partition), part.sum);
  }

  @Override
  public synchronized void merge(AccumulatorV2<Part, RowSums> other) {
    RowSums theirs = other.value();
    theirs.sums.forEach(this::put);
    steady &= theirs.steady;
  }

  private void put(Place place, RowSum sum) {
    RowSum before = sums.put(place, sum);
    steady &= before == null || before.equals(sum);
  }

  @Override
  public RowSums value() {
    return this;
  }

  /**
   * Whether each partition gave the same rows whenever it was read.
   *
   * @return false where one gave other rows the second time
   */
  public synchronized boolean steady() {
    return steady;
  }

  /** How many partitions have come to their end. */
  synchronized int partitions() {
    return (int) sums.keySet().stream().mapToInt(Place::partition).distinct().count();
  }

  /**
   * The sums so far, by the labels of the splits.
   *
   * @return only splits that have rows by now
   */
  public synchronized Map<String, RowSum> splits() {
    Map<String, RowSum> splits = new TreeMap<>();
    sums.forEach((place, sum) -> splits.merge(place.split, sum, RowSum::plus));
    return splits;
  }
}
