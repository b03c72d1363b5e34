package org.diabolo.encode;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.batch.Feed;
import org.diabolo.batch.SimilarRows;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.model.Answers;
import org.diabolo.model.Output;
import org.diabolo.network.Bundle;
import org.diabolo.rows.RawCell;
import org.diabolo.spark.BatchedRows;

/** Predicts a partition's rows (key, kept, raw source), many at a time so that like meets like. */
final class PredictedRows extends BatchedRows<Row, Row> {
  private static final int RAW = 2;

  private final Bundle.Parts parts;
  private final PredictSpec spec;
  private Answers answers;

  PredictedRows(Iterator<Row> rows, Bundle.Parts parts, PredictSpec spec) {
    super(rows);
    this.parts = parts;
    this.spec = spec;
  }

  @Override
  protected List<Row> batch(Iterator<Row> rows) {
    if (answers == null) {
      answers = Answers.open(parts, spec);
    }
    List<Row> taken = new ArrayList<>();
    List<float[]> sources = new ArrayList<>();
    int longest = 1;
    Feed feed = parts.feeds().inputs().get(0);
    while (taken.size() < SimilarRows.readAhead(feed, longest) && rows.hasNext()) {
      Row row = rows.next();
      float[] source = parts.source().toNetwork(RawCell.of(row, RAW));
      taken.add(row);
      sources.add(source);
      longest = Math.max(longest, source.length);
    }
    List<List<Output>> found = answers.of(sources);
    List<Row> ready = new ArrayList<>();
    for (int i = 0; i < taken.size(); i++) {
      ready.add(row(taken.get(i), found.get(i)));
    }
    return ready;
  }

  private Row row(Row from, List<Output> best) {
    List<Object> cells = new ArrayList<>();
    cells.add(from.get(0));
    cells.add(from.get(1));
    if (parts.source() instanceof TextField) {
      cells.add(from.get(RAW));
    }
    cells.addAll(PredictedColumns.cells(best, parts.target() instanceof TextField, spec));
    cells.add(parts.version());
    return RowFactory.create(cells.toArray());
  }
}
