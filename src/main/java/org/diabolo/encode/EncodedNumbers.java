package org.diabolo.encode;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.diabolo.model.NumberCodes;
import org.diabolo.network.Bundle;
import org.diabolo.spark.BatchedRows;
import org.diabolo.spark.InternalRows;

/**
 * Encodes a partition's rows (key, kept, raw source of numbers), which come out in the order in
 * which they went in.
 */
final class EncodedNumbers extends BatchedRows<InternalRow, InternalRow> {
  private static final int KEY = 0;
  private static final int KEPT = 1;
  private static final int RAW = 2;

  private final StructType schema;
  private final Bundle.Parts parts;
  private final NumberCodes.Withal withal;
  private final UTF8String version;
  private final UTF8String space;
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
    super(rows);
    this.schema = schema;
    this.parts = parts;
    this.withal = withal;
    this.version = UTF8String.fromString(parts.version());
    this.space = UTF8String.fromString(parts.codeSpace());
  }

  @Override
  protected boolean hasMore(Iterator<InternalRow> rows) {
    return waits != null || rows.hasNext();
  }

  @Override
  protected List<InternalRow> batch(Iterator<InternalRow> rows) {
    if (networks == null) {
      networks = new NumberCodes(parts, withal);
    }
    List<InternalRow> read = new ArrayList<>();
    // A row's place in the batch follows from its numbers.
    int[] places = new int[networks.rows()];
    while (hasMore(rows)) {
      InternalRow row = waits != null ? waits : rows.next();
      Object raw = InternalRows.cell(row, RAW, schema.apply(RAW).dataType());
      int place = networks.add(parts.source().toNetwork(raw));
      if (place < 0) {
        waits = row.copy();
        break;
      }
      places[read.size()] = place;
      read.add(row.copy());
      waits = null;
    }
    NumberCodes.Coded coded = networks.encode();
    List<InternalRow> ready = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      ready.add(encoded(read.get(i), coded, places[i]));
    }
    return ready;
  }

  private InternalRow encoded(InternalRow row, NumberCodes.Coded coded, int place) {
    Object[] cells = new Object[withal == NumberCodes.Withal.ERROR ? 6 : 5];
    cells[0] = row.get(KEY, schema.apply(KEY).dataType());
    cells[1] = row.get(KEPT, schema.apply(KEPT).dataType());
    cells[2] = InternalRows.cell(coded.codes()[place]);
    cells[3] = version;
    cells[4] = space;
    if (cells.length == 6) {
      cells[5] = coded.errors()[place];
    }
    return new GenericInternalRow(cells);
  }
}
