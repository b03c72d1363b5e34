package org.diabolo.anchor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.diabolo.network.Bundle;
import org.diabolo.search.SteadyCodes;
import org.diabolo.spark.BatchedRows;

/** A partition's rows with their codes by a model, in the order in which they came. */
final class CodedRows<T> extends BatchedRows<T, CodedRows.Coded<T>> {
  /** Rows that are gathered before they are encoded, if they are no larger than this. */
  private static final int MOST_ROWS = 4096;

  private static final int MOST_NUMBERS = 4 << 20;

  private final Function<T, float[]> source;
  private final Bundle.Parts model;
  private SteadyCodes codes;

  /**
   * @param rows of the partition
   * @param source a row's source as the model takes it; null where it takes no such row
   * @param model whose codes are wanted
   */
  CodedRows(Iterator<T> rows, Function<T, float[]> source, Bundle.Parts model) {
    super(rows);
    this.source = source;
    this.model = model;
  }

  /**
   * A row.
   *
   * @param code its code; null where the model does not take it
   */
  record Coded<T>(T row, float[] code) {}

  @Override
  protected List<Coded<T>> batch(Iterator<T> rows) {
    if (codes == null) {
      codes = new SteadyCodes(model);
    }
    List<T> read = new ArrayList<>();
    List<float[]> sources = new ArrayList<>();
    long numbers = 0;
    while (rows.hasNext() && read.size() < MOST_ROWS && numbers < MOST_NUMBERS) {
      T row = rows.next();
      float[] its = source.apply(row);
      read.add(row);
      sources.add(its);
      numbers += its == null ? 0 : its.length;
    }
    Iterator<float[]> encoded =
        codes.of(sources.stream().filter(Objects::nonNull).toList()).iterator();
    List<Coded<T>> ready = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      ready.add(new Coded<>(read.get(i), sources.get(i) == null ? null : encoded.next()));
    }
    return ready;
  }
}
