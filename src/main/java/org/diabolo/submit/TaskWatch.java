package org.diabolo.submit;

import java.util.concurrent.TimeoutException;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.FetchFailed;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.diabolo.job.UnavailableException;
import org.diabolo.store.Reason;

/**
 * Remembers why tasks failed: of a job that was given up because its executors died Spark's
 * exception has no cause, only a text.
 */
public final class TaskWatch extends SparkListener {
  private static final long MOST_MILLIS_FOR_EVENTS = 10_000;
  private static final String STOPPED =
      "stopped; the same --run-id goes on with the stage that was under way";

  private final SparkContext context;
  private volatile TaskFailedReason last;
  private volatile OutOfMemoryError memory;

  private TaskWatch(SparkContext context) {
    this.context = context;
  }

  /**
   * Watches the tasks of a session from now on.
   *
   * @param context of the session
   * @return the watch
   */
  public static TaskWatch of(SparkContext context) {
    TaskWatch watch = new TaskWatch(context);
    context.addSparkListener(watch);
    return watch;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (!(end.reason() instanceof TaskFailedReason reason) || reason instanceof TaskKilled) {
      return;
    }
    last = reason;
    if (reason instanceof ExceptionFailure failure && failure.exception().isDefined()) {
      OutOfMemoryError error = memory(failure.exception().get());
      memory = error == null ? memory : error;
    }
  }

  /**
   * Why work failed.
   *
   * @param failure of work on the session, which is still open
   * @return the failure, with a cause that tells why where it had none; Spark's own, which Java
   *     takes for checked, as the cause of another
   */
  public RuntimeException explained(Exception failure) {
    if (context.isStopped()) {
      // A signal, a resource manager or a lost master stops Spark under whatever was being done.
      return new UnavailableException(STOPPED, failure);
    }
    OutOfMemoryError itself = memory(failure);
    if (itself != null) {
      return shortage(itself, failure);
    }
    if (!wasGivenUp(failure)) {
      return unchecked(failure);
    }
    awaitEvents();
    if (memory != null) {
      return shortage(memory, failure);
    }
    return last instanceof ExecutorLostFailure || last instanceof FetchFailed
        ? new UnavailableException("executors were lost: " + Reason.of(failure), failure)
        : unchecked(failure);
  }

  private static RuntimeException unchecked(Exception failure) {
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }

  private RuntimeException shortage(OutOfMemoryError error, Exception failure) {
    return MemoryShortage.onExecutors(error, context.getConf())
        .map(RuntimeException.class::cast)
        .orElseGet(
            () -> memory(failure) == null ? new IllegalStateException(error) : unchecked(failure));
  }

  private static OutOfMemoryError memory(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof OutOfMemoryError error) {
        return error;
      }
    }
    return null;
  }

  /** Without a word of why. */
  private static boolean wasGivenUp(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SparkException && each.getCause() == null) {
        return true;
      }
    }
    return false;
  }

  private void awaitEvents() {
    try {
      context.listenerBus().waitUntilEmpty(MOST_MILLIS_FOR_EVENTS);
    } catch (TimeoutException e) {
      // Then what has come by now must do.
    }
  }
}
