package org.diabolo.average;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.diabolo.engine.ModelState;

/**
 * The global state as the executors see it: published once for a round and the validation before
 * it, and taken back as soon as the next one is.
 */
final class GlobalModel implements AutoCloseable {
  private final JavaSparkContext spark;
  private ModelState state;
  private Broadcast<ModelState> broadcast;

  GlobalModel(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** Publishes a state, unless it is the one that is out already. */
  Broadcast<ModelState> publish(ModelState next) {
    if (next != state) {
      close();
      state = next;
      broadcast = spark.broadcast(next);
    }
    return broadcast;
  }

  @Override
  public void close() {
    if (broadcast != null) {
      broadcast.destroy();
      broadcast = null;
      state = null;
    }
  }
}
