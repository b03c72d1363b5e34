package org.diabolo.anchor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.diabolo.batch.Example;
import org.diabolo.network.Bundle;
import org.diabolo.search.SteadyCodes;

/** A partition's rows with their anchors, in the order in which they came. */
final class AnchoredRows implements Iterator<Example> {
  private static final float[] NONE = {};

  /** Rows that are gathered before they are encoded, if they are no larger than this. */
  private static final int MOST_ROWS = 4096;

  private static final int MOST_NUMBERS = 4 << 20;

  private final Iterator<Row> rows;
  private final Bundle.Parts model;
  private final Queue<Example> ready = new ArrayDeque<>();
  private SteadyCodes codes;

  /**
   * @param rows of the partition
   * @param model whose codes are the anchors
   */
  AnchoredRows(Iterator<Row> rows, Bundle.Parts model) {
    this.rows = rows;
    this.model = model;
  }

  /**
   * A row on its way.
   *
   * @param example as the new model takes it
   * @param own its source as the earlier model takes it; null where it takes no such row
   */
  record Row(Example example, float[] own) {}

  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && rows.hasNext()) {
      encodeSome();
    }
    return !ready.isEmpty();
  }

  @Override
  public Example next() {
    hasNext();
    return ready.remove();
  }

  private void encodeSome() {
    if (codes == null) {
      codes = new SteadyCodes(model);
    }
    List<Row> read = new ArrayList<>();
    List<float[]> sources = new ArrayList<>();
    long numbers = 0;
    while (rows.hasNext() && read.size() < MOST_ROWS && numbers < MOST_NUMBERS) {
      Row row = rows.next();
      read.add(row);
      if (row.own != null) {
        sources.add(row.own);
        numbers += row.own.length;
      }
    }
    Iterator<float[]> encoded = codes.of(sources).iterator();
    for (Row row : read) {
      ready.add(row.example.anchored(row.own == null ? NONE : finite(encoded.next())));
    }
  }

  /** A code that is no number is nothing to stay near to. */
  private static float[] finite(float[] code) {
    for (float number : code) {
      if (!Float.isFinite(number)) {
        return NONE;
      }
    }
    return code;
  }
}
