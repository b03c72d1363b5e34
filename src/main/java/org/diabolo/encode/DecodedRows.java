package org.diabolo.encode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.job.PredictSpec;
import org.diabolo.model.CodeReader;
import org.diabolo.model.Output;
import org.diabolo.network.Bundle;
import org.diabolo.spark.Unboxed;

/** Decodes a partition's rows (carried columns, code), a batch at a time. */
final class DecodedRows implements Iterator<Row> {

  private final Iterator<Row> rows;
  private final Bundle.Parts parts;
  private final Queue<Row> ready = new ArrayDeque<>();
  private final PredictSpec spec;
  private CodeReader decoder;

  DecodedRows(Iterator<Row> rows, Bundle.Parts parts, PredictSpec spec) {
    this.spec = spec;
    this.rows = rows;
    this.parts = parts;
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && rows.hasNext()) {
      decodeBatch();
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    hasNext();
    return ready.remove();
  }

  private void decodeBatch() {
    if (decoder == null) {
      decoder = CodeReader.open(parts, spec);
    }
    List<Row> batch = new ArrayList<>();
    int most = decoder.rows();
    while (batch.size() < most && rows.hasNext()) {
      batch.add(rows.next());
    }
    int count = batch.size();
    int width = batch.get(0).getList(1).size();
    float[] codes = new float[count * width];
    for (int i = 0; i < count; i++) {
      System.arraycopy(Unboxed.floats(batch.get(i).getList(1)), 0, codes, i * width, width);
    }
    List<Output> outputs = decoder.read(count, codes);
    for (int i = 0; i < count; i++) {
      ready.add(RowFactory.create(batch.get(i).get(0), outputs.get(i).value()));
    }
  }
}
