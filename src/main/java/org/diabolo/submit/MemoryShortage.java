package org.diabolo.submit;

import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.memory.SparkOutOfMemoryError;

/** Too little memory, in one line that says what to raise. */
public final class MemoryShortage extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final long MB = 1 << 20;
  private static final long GB = 1 << 30;

  /** What Spark 3.5 demands of any heap: one and a half times what it reserves. */
  private static final long LEAST = 450 * MB;

  private static final String EXECUTORS = "spark.executor.memory";

  private MemoryShortage(String line, Throwable cause) {
    super(line, cause);
  }

  /**
   * @param conf with which Spark is to be opened
   * @throws MemoryShortage when Spark would not begin with such heaps
   */
  static void requireEnough(SparkConf conf) {
    long here = Runtime.getRuntime().maxMemory();
    if (here < LEAST) {
      throw new MemoryShortage(
          "too little memory: the heap of this JVM is %d MB, Spark needs at least %d MB; %s"
              .formatted(here / MB, LEAST / MB, raise(here)),
          null);
    }
    if (conf.contains(EXECUTORS) && conf.getSizeAsBytes(EXECUTORS) < LEAST) {
      throw new MemoryShortage(
          "too little memory: %s is %s, Spark needs at least %d MB; raise it with --executor-memory"
              .formatted(EXECUTORS, conf.get(EXECUTORS), LEAST / MB),
          null);
    }
  }

  /**
   * A shortage on the executors.
   *
   * @param error that a task ended with
   * @param conf with which Spark was opened
   * @return it as a shortage of its executors' memory, when it is one
   */
  static Optional<MemoryShortage> onExecutors(OutOfMemoryError error, SparkConf conf) {
    if (Masters.isHere(conf.get("spark.master"))) {
      return Optional.empty();
    }
    return Optional.of(
        new MemoryShortage(
            "out of memory on an executor (%s): %s is %s; raise it with --executor-memory, or take fewer"
                    .formatted(words(error), EXECUTORS, conf.get(EXECUTORS, "1g"))
                + " --executor-cores or a smaller train.batch",
            error));
  }

  /**
   * What to tell of a failure.
   *
   * @param causes of a failure, outermost first
   * @return the line, when memory was what failed
   */
  public static Optional<String> line(List<Throwable> causes) {
    return causes.stream().flatMap(cause -> line(cause).stream()).findFirst();
  }

  private static Optional<String> line(Throwable cause) {
    if (cause instanceof MemoryShortage known) {
      return Optional.of(known.getMessage());
    }
    if (!(cause instanceof OutOfMemoryError error)) {
      return Optional.empty();
    }
    long here = Runtime.getRuntime().maxMemory();
    return Optional.of(
        "out of memory (%s): the heap of this JVM is %d MB; %s, or take a smaller train.batch"
            .formatted(words(error), here / MB, raise(here)));
  }

  private static String words(OutOfMemoryError error) {
    String message =
        error.getMessage() == null ? "" : error.getMessage().lines().findFirst().orElse("");
    return error instanceof SparkOutOfMemoryError ? "Spark's part of the heap" : message;
  }

  /** Twice as much, in whole GB. */
  private static String raise(long heap) {
    long more = Math.max(1, (2 * heap + GB - 1) / GB);
    return "raise it with DIABOLO_JAVA_OPTS=-Xmx%dg (by spark-submit: --driver-memory %dg)"
        .formatted(more, more);
  }
}
