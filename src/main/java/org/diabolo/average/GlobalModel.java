package org.diabolo.average;

import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.engine.ModelState;

/**
 * The global state as the executors see it: published once for a round and the validation before
 * it, and taken back as soon as the next one is.
 */
final class GlobalModel implements AutoCloseable {
  /** Executors up to which the driver serves each of them itself. */
  private static final int FEW = ParameterAveraging.FEW;

  private final JavaSparkContext spark;
  private ModelState state;
  private Published published;

  GlobalModel(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** Publishes a state, unless it is the one that is out already. */
  Published publish(ModelState next) {
    if (next != state) {
      close();
      published = published(next);
      state = next;
    }
    return published;
  }

  private Published published(ModelState next) {
    if (spark.isLocal()) {
      return Published.Direct.publish(next, FlatBlocks.Reach.JVM);
    }
    // The driver is one of those that have a block manager.
    int executors = spark.sc().getExecutorMemoryStatus().size() - 1;
    boolean few = executors <= FEW && Float.BYTES * next.numbers() <= FlatBlocks.MOST_BYTES;
    return few
        ? Published.Direct.publish(next, FlatBlocks.Reach.CLUSTER)
        : new Published.Torrent(spark.broadcast(next));
  }

  @Override
  public void close() {
    if (published != null) {
      published.remove();
      published = null;
      state = null;
    }
  }
}
