package org.diabolo.average.exchange;

import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.engine.ModelState;

/**
 * The global state as the executors see it: published once for a round and the validation before
 * it, and taken back as soon as the next one is.
 */
public final class GlobalModel implements AutoCloseable {
  private final JavaSparkContext spark;
  private ModelState state;
  private Published published;

  /**
   * Publishes nothing yet.
   *
   * @param spark whose executors are to see the states
   */
  public GlobalModel(JavaSparkContext spark) {
    this.spark = spark;
  }

  /**
   * Publishes a state, unless it is the one that is out already.
   *
   * @param next the state, which must not be changed
   * @return where executors find it, until the next is published
   */
  public Published publish(ModelState next) {
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
    boolean few =
        executors <= Reduction.FEW && Float.BYTES * next.numbers() <= FlatBlocks.MOST_BYTES;
    return few
        ? Published.Direct.publish(next, FlatBlocks.Reach.CLUSTER)
        : new Published.Torrent(spark.broadcast(next));
  }

  /** Takes back what is out. */
  @Override
  public void close() {
    if (published != null) {
      published.remove();
      published = null;
      state = null;
    }
  }
}
