package org.diabolo.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.diabolo.batch.Example;
import org.diabolo.batch.InferenceBatch;

/** Runs something that reconstructs rows over a dataset and sums its errors. */
final class Reconstruction {
  private Reconstruction() {}

  /** Gives back a batch of rows. */
  interface Reconstructor {
    /**
     * @param batch rows, at least one
     * @return row-major, {@code rows × target size}
     */
    float[] apply(List<Example> batch);
  }

  /** Makes a reconstructor where the rows are. */
  interface Maker extends Serializable {
    Reconstructor make();
  }

  /**
   * A row that is measured.
   *
   * @param by the value by which figures are told apart; null where it has none
   */
  record Told(Example example, String by) implements Serializable {}

  /**
   * Errors of all rows, and of those with each value.
   *
   * @param all of them
   * @param by those with a value, by it
   */
  record Sums(SquaredErrors all, Map<String, SquaredErrors> by) implements Serializable {
    Sums merge(Sums other) {
      other.by.forEach((value, errors) -> by.merge(value, errors, SquaredErrors::merge));
      return new Sums(all.merge(other.all), by);
    }

    private static Sums none() {
      return new Sums(new SquaredErrors(), new TreeMap<>());
    }
  }

  /**
   * @param grid to which numbers are rounded; null to count none as exact
   */
  static Sums errors(JavaRDD<Told> rows, Grid grid, Maker maker) {
    return rows
        .mapPartitions(
            some -> some.hasNext() ? List.of(sum(some, grid, maker.make())).iterator() : none())
        .collect()
        .stream()
        .reduce(Sums.none(), Sums::merge);
  }

  private static int widest(Example row) {
    return Math.max(row.source().length, row.target().length);
  }

  private static Iterator<Sums> none() {
    return List.<Sums>of().iterator();
  }

  private static Sums sum(Iterator<Told> rows, Grid grid, Reconstructor reconstructor) {
    Sums sums = Sums.none();
    List<Told> batch = new ArrayList<>();
    while (rows.hasNext()) {
      batch.add(rows.next());
      if (batch.size() == InferenceBatch.rows(widest(batch.get(0).example)) || !rows.hasNext()) {
        float[] back = reconstructor.apply(batch.stream().map(Told::example).toList());
        int size = batch.get(0).example.target().length;
        for (int i = 0; i < batch.size(); i++) {
          Told row = batch.get(i);
          sums.all.add(row.example, back, i * size, grid);
          if (row.by != null) {
            sums.by
                .computeIfAbsent(row.by, value -> new SquaredErrors())
                .add(row.example, back, i * size, grid);
          }
        }
        batch.clear();
      }
    }
    return sums;
  }
}
