package org.diabolo.encode;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.diabolo.network.Bundle;
import org.diabolo.rows.InternalRows;

/**
 * Encodes a partition's rows (key, kept, raw source of numbers), which come out in almost the order
 * in which they went in.
 */
final class EncodedNumbers implements Iterator<InternalRow> {
  private static final int KEY = 0;
  private static final int KEPT = 1;
  private static final int RAW = 2;

  private final Iterator<InternalRow> rows;
  private final StructType schema;
  private final Bundle.Parts parts;
  private final NumberCodes.Withal withal;
  private final UTF8String version;
  private final Queue<InternalRow> ready = new ArrayDeque<>();
  private NumberCodes networks;
  private InternalRow waits;

  /**
   * @param schema of the rows
   */
  EncodedNumbers(
      Iterator<InternalRow> rows,
      StructType schema,
      Bundle.Parts parts,
      NumberCodes.Withal withal) {
    this.rows = rows;
    this.schema = schema;
    this.parts = parts;
    this.withal = withal;
    this.version = UTF8String.fromString(parts.version());
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && (waits != null || rows.hasNext())) {
      encodeSome();
    }
    return !ready.isEmpty();
  }

  @Override
  public InternalRow next() {
    hasNext();
    return ready.remove();
  }

  private void encodeSome() {
    if (networks == null) {
      networks = new NumberCodes(parts, withal);
    }
    InternalRow[] read = new InternalRow[networks.rows()];
    while (waits != null || rows.hasNext()) {
      InternalRow row = waits != null ? waits : rows.next();
      Object raw = InternalRows.cell(row, RAW, schema.apply(RAW).dataType());
      int place = networks.add(parts.source().toNetwork(raw));
      if (place < 0) {
        waits = row.copy();
        break;
      }
      read[place] = row.copy();
      waits = null;
    }
    NumberCodes.Coded coded = networks.encode();
    for (int i = 0; i < read.length; i++) {
      if (read[i] != null) {
        ready.add(encoded(read[i], coded, i));
      }
    }
  }

  private InternalRow encoded(InternalRow row, NumberCodes.Coded coded, int i) {
    Object[] cells = new Object[withal == NumberCodes.Withal.ERROR ? 5 : 4];
    cells[0] = row.get(KEY, schema.apply(KEY).dataType());
    cells[1] = row.get(KEPT, schema.apply(KEPT).dataType());
    cells[2] = InternalRows.cell(coded.codes()[i]);
    cells[3] = version;
    if (cells.length == 5) {
      cells[4] = coded.errors()[i];
    }
    return new GenericInternalRow(cells);
  }
}
