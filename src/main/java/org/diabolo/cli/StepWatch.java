package org.diabolo.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.diabolo.spark.Steps;

/** Counts the tasks of what Spark is working on, by the descriptions of its jobs. */
final class StepWatch extends SparkListener {
  /**
   * What is being done.
   *
   * @param name the description; empty where there is none
   * @param done tasks that have ended
   * @param tasks all that Spark knows of so far
   * @param secondsLeft of those, at the rate of the stages that run; NaN where none has ended
   */
  record Step(String name, int done, int tasks, double secondsLeft) {
    static final Step NONE = new Step("", 0, 0, Double.NaN);
  }

  /** A stage of Spark's that runs. */
  private static final class Running {
    private final long began = System.nanoTime();
    private final int tasks;
    private int done;

    private Running(int tasks) {
      this.tasks = tasks;
    }

    private double secondsLeft() {
      return (System.nanoTime() - began) / 1e9 / done * (tasks - done);
    }
  }

  private final Map<Integer, Running> running = new HashMap<>();
  private String name = "";
  private int done;
  private int tasks;

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    Properties properties = start.properties();
    String described = properties == null ? "" : properties.getProperty(Steps.DESCRIPTION, "");
    if (!described.equals(name)) {
      begin(described);
    }
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    int count = submitted.stageInfo().numTasks();
    running.put(submitted.stageInfo().stageId(), new Running(count));
    tasks += count;
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    Running stage = running.get(end.stageId());
    // The same task may end twice, when it ran twice.
    if (stage != null && end.reason() == Success$.MODULE$ && stage.done < stage.tasks) {
      stage.done++;
      done++;
    }
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted completed) {
    Running stage = running.remove(completed.stageInfo().stageId());
    if (stage != null) {
      done += stage.tasks - stage.done;
    }
  }

  /** Something else begins, of which Spark has not heard yet. */
  synchronized void forget() {
    begin("");
  }

  private void begin(String described) {
    name = described;
    done = 0;
    tasks = 0;
    running.clear();
  }

  /** At this moment. */
  synchronized Step step() {
    double left =
        running.values().stream()
            .filter(stage -> stage.done > 0)
            .mapToDouble(Running::secondsLeft)
            .max()
            .orElse(Double.NaN);
    return new Step(name, done, tasks, left);
  }
}
