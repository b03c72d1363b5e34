package org.diabolo.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
   * @param grid to which numbers are rounded; null to count none as exact
   */
  static SquaredErrors errors(JavaRDD<Example> examples, Grid grid, Maker maker) {
    return examples
        .mapPartitions(
            rows -> rows.hasNext() ? List.of(sum(rows, grid, maker.make())).iterator() : none())
        .collect()
        .stream()
        .reduce(new SquaredErrors(), SquaredErrors::merge);
  }

  private static int widest(Example row) {
    return Math.max(row.source().length, row.target().length);
  }

  private static Iterator<SquaredErrors> none() {
    return List.<SquaredErrors>of().iterator();
  }

  private static SquaredErrors sum(Iterator<Example> rows, Grid grid, Reconstructor reconstructor) {
    SquaredErrors errors = new SquaredErrors();
    List<Example> batch = new ArrayList<>();
    while (rows.hasNext()) {
      batch.add(rows.next());
      if (batch.size() == InferenceBatch.rows(widest(batch.get(0))) || !rows.hasNext()) {
        float[] back = reconstructor.apply(batch);
        int size = batch.get(0).target().length;
        for (int i = 0; i < batch.size(); i++) {
          errors.add(batch.get(i), back, i * size, grid);
        }
        batch.clear();
      }
    }
    return errors;
  }
}
