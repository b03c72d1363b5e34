package org.diabolo.cli;

import org.apache.spark.SparkContext;
import org.diabolo.average.RoundRecord;
import org.diabolo.pipeline.StageListener;

/**
 * Says how a command goes: a line for each stage's beginning and end, and between them, twice a
 * second, where it is, how long it has taken, and how long it will go on by what Spark has done so
 * far.
 */
final class Progress implements StageListener, AutoCloseable {
  private static final long TICK_MILLIS = 500;

  private final Screen screen;
  private final StepWatch steps = new StepWatch();
  private final Thread ticker = new Thread(this::tick, "progress");

  private final long began = System.nanoTime();
  private SparkContext spark;
  private String stage;
  private long stageBegan = System.nanoTime();
  private RoundsLine rounds = new RoundsLine();
  private volatile boolean closed;

  /**
   * @param first what is done before the first stage, in words
   */
  Progress(Screen screen, String first) {
    this.screen = screen;
    this.stage = first;
    ticker.setDaemon(true);
    ticker.start();
  }

  /** Counts a session's tasks from now on. */
  synchronized void follow(SparkContext context) {
    spark = context;
    spark.addSparkListener(steps);
  }

  /** What is going on between two stages, in words. */
  synchronized void between(String words) {
    stage = words;
    stageBegan = System.nanoTime();
    steps.forget();
    show();
  }

  @Override
  public synchronized void stageBegins(String words) {
    screen.say(words);
    screen.rest();
    begins(words);
  }

  private void begins(String words) {
    rounds = new RoundsLine();
    // Paths would leave no room for what changes.
    between(words.strip().split("[\\s:]+", 2)[0]);
  }

  @Override
  public synchronized void stageEnded(String outcome) {
    screen.status("");
    screen.say(outcome);
    ends();
  }

  private void ends() {
    rounds = new RoundsLine();
    between("");
  }

  /** Where stages are, without the lines that stay: for whoever has many of them. */
  StageListener passing() {
    return new StageListener() {
      @Override
      public void stageBegins(String words) {
        synchronized (Progress.this) {
          begins(words);
        }
      }

      @Override
      public void stageEnded(String outcome) {
        synchronized (Progress.this) {
          ends();
        }
      }

      @Override
      public void probed(int done, int atLeast) {
        Progress.this.probed(done, atLeast);
      }

      @Override
      public void roundEnded(RoundRecord record) {
        Progress.this.roundEnded(record);
      }
    };
  }

  @Override
  public synchronized void resumed(int round) {
    screen.say("going on after round " + round + ", from a checkpoint");
  }

  @Override
  public synchronized void probed(int done, int atLeast) {
    rounds.probed(done, atLeast);
    show();
  }

  @Override
  public synchronized void roundEnded(RoundRecord record) {
    rounds.ended(record);
    show();
  }

  private void tick() {
    while (!closed) {
      synchronized (this) {
        show();
      }
      try {
        Thread.sleep(TICK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void show() {
    if (!closed && !stage.isEmpty()) {
      screen.status(rounds.begun() ? rounds.line() : line(steps.step()));
    }
  }

  private String line(StepWatch.Step step) {
    StringBuilder line = new StringBuilder(stage).append(", ").append(since(stageBegan));
    String probe = rounds.probe();
    if (!probe.isEmpty()) {
      return line.append(": ").append(probe).toString();
    }
    if (step.tasks() > step.done() || !step.name().isEmpty()) {
      line.append(": ");
      if (!step.name().isEmpty()) {
        line.append(step.name()).append(", ");
      }
      line.append(step.done()).append('/').append(step.tasks()).append(" tasks");
      if (step.secondsLeft() >= 1) {
        line.append(", ").append(Durations.clock(step.secondsLeft())).append(" left");
      }
    }
    return line.toString();
  }

  /** Since the beginning of all. */
  String took() {
    return since(began);
  }

  static String since(long nanos) {
    return Durations.clock((System.nanoTime() - nanos) / 1e9);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    ticker.interrupt();
    if (spark != null) {
      // The session may be a program's own, and go on.
      spark.removeSparkListener(steps);
    }
    screen.status("");
  }
}
