package org.diabolo.submit;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Standard error while Spark stops. Answers that block managers still owe each other then find
 * their pool of threads shut down, which Scala prints with its stack trace, past all logging, and
 * which nobody can act on. Those go to the log, at its finest; all else is printed.
 */
final class StoppingErrors extends PrintStream {
  private static final Logger LOG = LoggerFactory.getLogger(StoppingErrors.class);
  private Thread rejected;

  private StoppingErrors(PrintStream all) {
    super(all, true, StandardCharsets.UTF_8);
  }

  /** Does what stops Spark. */
  static void during(Runnable stop) {
    PrintStream all = System.err;
    System.setErr(new StoppingErrors(all));
    try {
      stop.run();
    } finally {
      System.setErr(all);
    }
  }

  /** What {@link Throwable#printStackTrace} calls: for the exception, then for each line. */
  @Override
  public void println(Object line) {
    synchronized (this) {
      if (line instanceof RejectedExecutionException e) {
        rejected = Thread.currentThread();
        LOG.debug("while Spark stopped", e);
        return;
      }
      if (rejected == Thread.currentThread()) {
        if (String.valueOf(line).startsWith("\tat ")) {
          return;
        }
        rejected = null;
      }
    }
    super.println(line);
  }
}
