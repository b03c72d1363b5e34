package org.diabolo.encode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.batch.InferenceBatch;
import org.diabolo.engine.Codec;
import org.diabolo.engine.select.Engines;
import org.diabolo.field.NumberField;
import org.diabolo.network.Bundle;
import org.diabolo.rows.RawCell;

/** Encodes a partition's rows (key, kept, raw source) a batch at a time. */
final class EncodedRows implements Iterator<Row> {
  private static final int RAW = 2;

  private final Iterator<Row> rows;
  private final Bundle.Parts parts;
  private final boolean withError;
  private final Queue<Row> ready = new ArrayDeque<>();
  private Codec codec;

  /**
   * @param withError whether the decoder gives the source back, so that its error can be told
   */
  EncodedRows(Iterator<Row> rows, Bundle.Parts parts, boolean withError) {
    this.rows = rows;
    this.parts = parts;
    this.withError = withError;
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && rows.hasNext()) {
      encodeBatch();
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    hasNext();
    return ready.remove();
  }

  private void encodeBatch() {
    if (codec == null) {
      codec = Engines.codec(parts);
    }
    List<Row> batch = new ArrayList<>();
    int size = ((NumberField) parts.source()).size();
    int most = InferenceBatch.rows(size);
    float[] source = new float[most * size];
    while (batch.size() < most && rows.hasNext()) {
      Row row = rows.next();
      float[] numbers = parts.source().toNetwork(RawCell.of(row, RAW));
      System.arraycopy(numbers, 0, source, batch.size() * size, size);
      batch.add(row);
    }
    int count = batch.size();
    float[] codes = codec.encoder().apply(count, source);
    float[] back = withError ? codec.decoder().apply(count, codes) : null;
    int width = codes.length / count;
    for (int i = 0; i < count; i++) {
      Row row = batch.get(i);
      float[] code = Arrays.copyOfRange(codes, i * width, (i + 1) * width);
      ready.add(
          withError
              ? RowFactory.create(
                  row.get(0),
                  row.get(1),
                  code,
                  parts.version(),
                  error(source, back, i * size, size))
              : RowFactory.create(row.get(0), row.get(1), code, parts.version()));
    }
  }

  /** Mean squared error of a row's numbers, on the network's side of the field. */
  private static float error(float[] source, float[] back, int offset, int size) {
    double sum = 0;
    for (int i = offset; i < offset + size; i++) {
      double miss = (double) source[i] - back[i];
      sum += miss * miss;
    }
    return (float) (sum / size);
  }
}
