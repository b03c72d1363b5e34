package org.diabolo.average.master;

import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.diabolo.average.rows.TrainingRows;
import org.diabolo.engine.dl4j.Layout;

/** The rows of the RDD that was trained on last: to fit again and again is to train in epochs. */
final class LastRows {
  private JavaRDD<?> given;
  private Prepared prepared;

  /**
   * @param layout null when there are no rows
   * @param rows cached in the executors; null when there are none
   */
  record Prepared(Layout layout, TrainingRows rows) {
    static final Prepared EMPTY = new Prepared(null, null);

    boolean isEmpty() {
      return layout == null;
    }
  }

  /** Those of the very same RDD if they are still there, else new ones. */
  Prepared of(JavaRDD<?> rdd, Supplier<Prepared> preparation) {
    // By Spark's RDD: Java's wrapper may be another at each call.
    if (given == null || given.rdd() != rdd.rdd()) {
      free();
      prepared = preparation.get();
      given = rdd;
    }
    return prepared;
  }

  void free() {
    if (prepared != null && !prepared.isEmpty() && !given.context().isStopped()) {
      prepared.rows.close();
    }
    given = null;
    prepared = null;
  }
}
