package org.diabolo.encode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.batch.Feed;
import org.diabolo.batch.SimilarRows;
import org.diabolo.network.Bundle;
import org.diabolo.rows.RawCell;
import org.diabolo.search.SourceEncoder;
import org.diabolo.spark.BatchedRows;

/**
 * Encodes a partition's rows (key, kept, text) in batches of similar length. They come out in the
 * order in which they went in.
 */
final class EncodedTexts extends BatchedRows<Row, Row> {
  private static final int RAW = 2;

  private final Bundle.Parts parts;
  private final Feed feed;
  private SourceEncoder encoder;

  EncodedTexts(Iterator<Row> rows, Bundle.Parts parts) {
    super(rows);
    this.parts = parts;
    this.feed = parts.feeds().inputs().get(0);
  }

  @Override
  protected List<Row> batch(Iterator<Row> rows) {
    if (encoder == null) {
      encoder = new SourceEncoder(parts);
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
        Integer.MAX_VALUE,
        (batch, outputs) -> {
          for (int i = 0; i < batch.size(); i++) {
            int place = batch.get(i);
            Row row = read.get(place);
            float[] code = outputs.get(0).row(i, batch.size());
            encoded.set(
                place,
                RowFactory.create(
                    row.get(0), row.get(1), code, parts.version(), parts.codeSpace()));
          }
        });
    return encoded;
  }
}
