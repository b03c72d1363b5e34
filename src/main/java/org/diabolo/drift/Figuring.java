package org.diabolo.drift;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.diabolo.evaluate.TokenLoss;
import org.diabolo.field.Field;
import org.diabolo.field.TextField;
import org.diabolo.model.NumberCodes;
import org.diabolo.network.Bundle;
import org.diabolo.network.reference.ErrorQuantiles;
import org.diabolo.search.SourceEncoder;

/**
 * Has a model encode rows, and where it gives back its source also decode them, and keeps what is
 * told of each. Of text the error is the loss, which one pass of the decoder tells: what it would
 * write by itself takes a search of many.
 *
 * @param parts of the model
 * @param features of its source
 * @param autoencoder whether its source is its target; of others no errors are told
 */
record Figuring(Bundle.Parts parts, Features features, boolean autoencoder)
    implements Serializable {
  /** Of text: rows that are cut into batches of like lengths. */
  private static final int TOGETHER = 4096;

  /**
   * @param key of the row
   * @param cell as it came in; null of numbers that were prepared before
   * @param prepared as the network sees the row
   */
  record Cell(String key, Object cell, float[] prepared) {}

  /** What the errors are of a model whose source is its target. */
  static ErrorQuantiles.Measure measure(Field source) {
    return source instanceof TextField
        ? ErrorQuantiles.Measure.LOSS
        : ErrorQuantiles.Measure.RECONSTRUCTION_ERROR;
  }

  /** Of the rows of a partition, in their order. */
  List<RowFigures> of(Iterator<Cell> rows) {
    List<RowFigures> figures = new ArrayList<>();
    if (!rows.hasNext()) {
      return figures;
    }
    if (parts.source() instanceof TextField) {
      texts(rows, figures);
    } else {
      numbers(rows, figures);
    }
    return figures;
  }

  private void numbers(Iterator<Cell> rows, List<RowFigures> figures) {
    NumberCodes networks =
        new NumberCodes(parts, autoencoder ? NumberCodes.Withal.ERROR : NumberCodes.Withal.NOTHING);
    List<Cell> batch = new ArrayList<>();
    int[] places = new int[networks.rows()];
    while (rows.hasNext()) {
      Cell row = rows.next();
      int place = networks.add(row.prepared);
      if (place < 0) {
        keep(batch, networks.encode(), places, figures);
        place = networks.add(row.prepared);
      }
      places[batch.size()] = place;
      batch.add(row);
    }
    keep(batch, networks.encode(), places, figures);
  }

  private void keep(
      List<Cell> batch, NumberCodes.Coded coded, int[] places, List<RowFigures> figures) {
    for (int i = 0; i < batch.size(); i++) {
      Float error = coded.errors() == null ? null : Float.valueOf(coded.errors()[places[i]]);
      figures.add(figures(batch.get(i), error, coded.codes()[places[i]]));
    }
    batch.clear();
  }

  private void texts(Iterator<Cell> rows, List<RowFigures> figures) {
    TokenLoss loss = autoencoder ? new TokenLoss(parts) : null;
    SourceEncoder encoder = autoencoder ? null : new SourceEncoder(parts);
    List<Cell> some = new ArrayList<>();
    while (rows.hasNext()) {
      some.add(rows.next());
      if (some.size() == TOGETHER || !rows.hasNext()) {
        if (autoencoder) {
          losses(some, loss, figures);
        } else {
          codes(some, encoder, figures);
        }
        some.clear();
      }
    }
  }

  private void losses(List<Cell> some, TokenLoss loss, List<RowFigures> figures) {
    List<TokenLoss.Coded> coded =
        loss.each(
            some.stream().map(row -> new TokenLoss.Pair(row.prepared, row.prepared)).toList());
    for (int i = 0; i < some.size(); i++) {
      figures.add(figures(some.get(i), (float) coded.get(i).loss(), coded.get(i).code()));
    }
  }

  private void codes(List<Cell> some, SourceEncoder encoder, List<RowFigures> figures) {
    List<float[]> codes = new ArrayList<>(Collections.nCopies(some.size(), null));
    encoder.encode(
        some.stream().map(Cell::prepared).toList(),
        Integer.MAX_VALUE,
        (places, encoded) -> {
          for (int i = 0; i < places.size(); i++) {
            codes.set(places.get(i), encoded.get(0).row(i, places.size()));
          }
        });
    for (int i = 0; i < some.size(); i++) {
      figures.add(figures(some.get(i), null, codes.get(i)));
    }
  }

  private RowFigures figures(Cell row, Float error, float[] code) {
    Features.Told told = features.of(row.cell, row.prepared);
    return new RowFigures(row.key, error, code, told.numbers(), told.strange());
  }
}
