package org.diabolo.encode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.batch.Feed;
import org.diabolo.batch.SimilarRows;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.Engines;
import org.diabolo.field.NumberField;
import org.diabolo.network.Bundle;
import org.diabolo.rows.RawCell;
import org.diabolo.search.SourceEncoder;

/**
 * Encodes a partition's rows (key, kept, raw source) in batches of similar length. They come out in
 * the order in which they went in.
 */
final class EncodedRows implements Iterator<Row> {
  private static final int RAW = 2;

  private final Iterator<Row> rows;
  private final Bundle.Parts parts;
  private final boolean withError;
  private final Feed feed;
  private final Queue<Row> ready = new ArrayDeque<>();
  private SourceEncoder encoder;
  private Forward decoder;

  /**
   * @param withError whether the decoder gives the source's numbers back, so that its error can be
   *     told
   */
  EncodedRows(Iterator<Row> rows, Bundle.Parts parts, boolean withError) {
    this.rows = rows;
    this.parts = parts;
    this.withError = withError;
    this.feed = parts.feeds().inputs().get(0);
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && rows.hasNext()) {
      encodeSome();
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    hasNext();
    return ready.remove();
  }

  private void encodeSome() {
    if (encoder == null) {
      encoder = new SourceEncoder(parts, Integer.MAX_VALUE);
      decoder = withError ? Engines.forward(parts.decoder()) : null;
    }
    List<Row> read = new ArrayList<>();
    List<float[]> sources = new ArrayList<>();
    int longest = 1;
    while (rows.hasNext() && read.size() < SimilarRows.readAhead(feed, longest)) {
      Row row = rows.next();
      float[] source = parts.source().toNetwork(RawCell.of(row, RAW));
      longest = Math.max(longest, source.length);
      read.add(row);
      sources.add(source);
    }
    List<Row> encoded = new ArrayList<>(Collections.nCopies(read.size(), null));
    encoder.encode(
        sources,
        (batch, outputs) -> {
          float[] codes = outputs.get(0).data();
          int width = codes.length / batch.size();
          float[] back = withError ? back(batch.size(), outputs) : null;
          for (int i = 0; i < batch.size(); i++) {
            int place = batch.get(i);
            float[] code = Arrays.copyOfRange(codes, i * width, (i + 1) * width);
            Row row = read.get(place);
            encoded.set(
                place,
                withError
                    ? encoded(row, code, error(sources.get(place), back, i))
                    : encoded(row, code));
          }
        });
    ready.addAll(encoded);
  }

  private Row encoded(Row row, float[] code, Object... error) {
    List<Object> cells = new ArrayList<>(Arrays.asList(row.get(0), row.get(1)));
    cells.add(code);
    cells.add(parts.version());
    cells.addAll(Arrays.asList(error));
    return RowFactory.create(cells.toArray());
  }

  private float[] back(int rows, List<Values> encoded) {
    int size = ((NumberField) parts.target()).size();
    return decoder.apply(rows, DecoderInputs.of(rows, encoded, parts.feeds(), size)).get(0).data();
  }

  /** Mean squared error of a row's numbers, on the network's side of the field. */
  private static float error(float[] source, float[] back, int row) {
    double sum = 0;
    for (int i = 0; i < source.length; i++) {
      double miss = (double) source[i] - back[row * source.length + i];
      sum += miss * miss;
    }
    return (float) (sum / source.length);
  }
}
