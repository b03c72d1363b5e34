package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.batch.Batch;
import org.diabolo.engine.Replica;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;

/** Counts what a thread allocates while it trains. */
final class Allocations {
  private static final int BATCHES = 4;
  private static final int WARM = 2000;
  private static final int COUNTED = 100;

  private Allocations() {}

  /**
   * Checks that steps and losses allocate nothing once all sizes have been seen and the loops are
   * compiled.
   *
   * @param graph that the plan covers
   * @param batches of which the first four are taken, again and again; their sizes should differ
   */
  static void check(ComputationGraphConfiguration graph, IntFunction<Batch> batches) {
    String json = graph.toJson();
    Replica replica = new FusedReplicaFactory(json).create();
    replica.load(new Dl4jReplicaFactory(json).start(), 1);
    List<Batch> all = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      all.add(batches.apply(i));
    }
    run(replica, all, WARM);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    run(replica, all, COUNTED);
    // The measurement itself allocates a little.
    assertThat(threads.getThreadAllocatedBytes(id) - before)
        .as("bytes that %d steps allocate", COUNTED)
        .isLessThan(COUNTED * 64L);
  }

  private static void run(Replica replica, List<Batch> batches, int steps) {
    for (int i = 0; i < steps; i++) {
      replica.step(batches.get(i % BATCHES), 1e-4);
      replica.loss(batches.get((i + 1) % BATCHES));
    }
  }
}
