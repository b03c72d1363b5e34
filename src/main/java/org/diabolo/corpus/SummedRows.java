package org.diabolo.corpus;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** A partition's rows as they are, which tells their sums once the last has been asked for. */
final class SummedRows implements Iterator<InternalRow> {
  private final Iterator<InternalRow> rows;
  private final RowHash hash;
  private final Function<InternalRow, String> split;
  private final int partition;
  private final RowSums into;
  private final Map<String, RowSum> sums = new TreeMap<>();
  private boolean told;

  /**
   * @param schema of the rows
   * @param split of a row, by its label
   * @param partition the number that the sums are told under
   * @param into where they are told
   */
  SummedRows(
      Iterator<InternalRow> rows,
      StructType schema,
      Function<InternalRow, String> split,
      int partition,
      RowSums into) {
    this.rows = rows;
    this.hash = new RowHash(schema);
    this.split = split;
    this.partition = partition;
    this.into = into;
  }

  /** One split's rows, whose sum is told even where there are none. */
  static SummedRows of(
      Iterator<InternalRow> rows, StructType schema, Split split, int partition, RowSums into) {
    String label = split.label();
    SummedRows summed = new SummedRows(rows, schema, row -> label, partition, into);
    summed.sums.put(label, RowSum.NONE);
    return summed;
  }

  @Override
  public boolean hasNext() {
    if (rows.hasNext()) {
      return true;
    }
    if (!told) {
      told = true;
      sums.forEach((label, sum) -> into.add(new RowSums.Part(partition, label, sum)));
    }
    return false;
  }

  @Override
  public InternalRow next() {
    InternalRow row = rows.next();
    sums.merge(split.apply(row), hash.of(row), RowSum::plus);
    return row;
  }
}
