package org.diabolo.average;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerSpeculativeTaskSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Remembers what went wrong on a cluster. */
final class TaskEnds extends SparkListener {
  private final Queue<String> removed = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> speculative = new ConcurrentLinkedQueue<>();

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
    removed.add(executor.executorId());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    String reason = task.reason().getClass().getSimpleName().replace("$", "");
    if (!reason.equals("Success")) {
      failures.add(reason);
    }
  }

  @Override
  public void onSpeculativeTaskSubmitted(SparkListenerSpeculativeTaskSubmitted task) {
    speculative.add(task.stageId());
  }

  List<String> removed() {
    return List.copyOf(removed);
  }

  /** Names of Spark's reasons. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  List<Integer> speculative() {
    return List.copyOf(speculative);
  }
}
