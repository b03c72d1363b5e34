package org.diabolo.drift;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.diabolo.evaluate.Spread;
import org.diabolo.field.TextField;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.spark.InternalRows;

/**
 * Draws rows by their keys and has the model tell of them. They come to the driver, so there are
 * only so many; more would change nothing, as what so many rows tell by chance is far below what
 * counts as an effect.
 *
 * @param bundle the model
 * @param features of its source
 */
record Drawing(Bundle bundle, Features features) {
  /** Rows that are drawn of more. */
  private static final long MOST_ROWS = 50_000;

  /** Numbers of all rows together: 64 MB. */
  private static final long MOST_NUMBERS = 1 << 24;

  /** Not the hash of keys by which rows are divided elsewhere. */
  private static final String SALT = "drift";

  private static final long FINE = 1L << 40;

  static Drawing of(Bundle bundle, JobSpec spec) {
    return new Drawing(bundle, Features.of(bundle.card().source(), spec.source()));
  }

  /** What a row's second cell is. */
  enum Cells {
    /** As it came in. */
    RAW,
    /** Numbers as the network sees them. */
    PREPARED
  }

  /**
   * @param rows that there are
   * @return the share of them that is drawn
   */
  double share(long rows) {
    long numbers = (long) features.names().size() + bundle.card().code();
    long most = Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / numbers));
    return rows <= most ? 1 : (double) most / rows;
  }

  /**
   * @param key as text
   * @return whether a row is among a share of all rows, which depends on nothing but its key
   */
  static Column isDrawn(Column key, double share) {
    return share == 1
        ? lit(true)
        : pmod(xxhash64(lit(SALT), key), lit(FINE)).lt((long) (share * FINE));
  }

  /**
   * @param rows {@code key}, as text, and the source's cell
   * @param count about how many there are, the same whenever it is asked
   * @return what is told of each
   */
  List<RowFigures> tell(Dataset<Row> rows, long count, Cells cells) {
    Dataset<Row> steady = Spread.of(rows, count);
    DataType type = steady.schema().apply(1).dataType();
    boolean autoencoder = bundle.card().target() == null;
    Features told = features;
    Broadcast<Bundle.Parts> parts =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext())
            .broadcast(bundle.parts());
    try {
      return InternalRows.of(steady)
          .mapPartitions(
              some -> {
                Figuring figuring = new Figuring(parts.value(), told, autoencoder);
                return figuring.of(new Read(some, parts.value(), type, cells)).iterator();
              })
          .collect();
    } finally {
      parts.destroy();
    }
  }

  /** Cells of Spark's own rows. */
  private record Read(Iterator<InternalRow> rows, Bundle.Parts parts, DataType type, Cells cells)
      implements Iterator<Figuring.Cell> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Figuring.Cell next() {
      InternalRow row = rows.next();
      String key = row.getUTF8String(0).toString();
      if (cells == Cells.PREPARED) {
        return new Figuring.Cell(key, null, row.getArray(1).toFloatArray());
      }
      Object cell =
          parts.source() instanceof TextField
              ? row.getUTF8String(1).toString()
              : InternalRows.cell(row, 1, type);
      return new Figuring.Cell(key, cell, parts.source().toNetwork(cell));
    }
  }
}
