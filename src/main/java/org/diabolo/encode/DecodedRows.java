package org.diabolo.encode;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.job.PredictSpec;
import org.diabolo.model.CodeReader;
import org.diabolo.model.Output;
import org.diabolo.network.Bundle;
import org.diabolo.spark.BatchedRows;
import org.diabolo.spark.Unboxed;

/** Decodes a partition's rows (carried columns, code), a batch at a time. */
final class DecodedRows extends BatchedRows<Row, Row> {
  private final Bundle.Parts parts;
  private final PredictSpec spec;
  private CodeReader decoder;

  DecodedRows(Iterator<Row> rows, Bundle.Parts parts, PredictSpec spec) {
    super(rows);
    this.spec = spec;
    this.parts = parts;
  }

  @Override
  protected List<Row> batch(Iterator<Row> rows) {
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
    List<Row> ready = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ready.add(RowFactory.create(batch.get(i).get(0), outputs.get(i).value()));
    }
    return ready;
  }
}
