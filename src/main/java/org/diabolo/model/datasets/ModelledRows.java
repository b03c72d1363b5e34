package org.diabolo.model.datasets;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.field.NumberField;
import org.diabolo.model.Model;
import org.diabolo.spark.BatchedRows;

/** A partition's rows with what a model makes of their last cell, in their order. */
final class ModelledRows extends BatchedRows<Row, Row> {
  /** Rows that are gathered, unless they are large. */
  private static final int MOST_ROWS = 1024;

  private static final int MOST_NUMBERS = 4 << 20;

  private final Model model;
  private final SourceCells source;
  private final Use use;
  private final int most;

  /** What is done with cells. */
  interface Use extends Serializable {
    /**
     * @param cells as the model takes them
     * @return for each of them the new columns
     */
    List<Object[]> of(Model model, List<Object> cells);
  }

  ModelledRows(Iterator<Row> rows, Model model, SourceCells source, Use use) {
    super(rows);
    this.model = model;
    this.source = source;
    this.use = use;
    int size = model.source() instanceof NumberField numbers ? numbers.size() : 1;
    this.most = Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / size));
  }

  @Override
  protected List<Row> batch(Iterator<Row> rows) {
    List<Row> read = new ArrayList<>();
    List<Object> cells = new ArrayList<>();
    while (read.size() < most && rows.hasNext()) {
      Row row = rows.next();
      read.add(row);
      cells.add(source.of(row));
    }
    List<Object[]> made;
    try {
      made = use.of(model, cells);
    } catch (IllegalArgumentException e) {
      // Of the row alone: its number among those that were gathered tells nobody anything.
      throw e.getCause() == null
          ? e
          : new IllegalArgumentException(
              "column " + source.column() + ": " + e.getCause().getMessage(), e);
    }
    List<Row> ready = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      ready.add(joined(read.get(i), made.get(i)));
    }
    return ready;
  }

  private static Row joined(Row row, Object[] added) {
    int kept = row.size() - 1;
    Object[] cells = new Object[kept + added.length];
    for (int i = 0; i < kept; i++) {
      cells[i] = row.get(i);
    }
    System.arraycopy(added, 0, cells, kept, added.length);
    return RowFactory.create(cells);
  }
}
