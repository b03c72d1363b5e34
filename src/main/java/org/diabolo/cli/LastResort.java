package org.diabolo.cli;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.Supplier;

/**
 * What happens when a thread of somebody's dies for want of memory: whoever waits for it would wait
 * for ever, so the process ends, and says why.
 */
final class LastResort implements UncaughtExceptionHandler {
  private final Failures failures;
  private final Supplier<Ending> ending;

  /**
   * @param ending of the command that this process was started for
   */
  LastResort(Failures failures, Supplier<Ending> ending) {
    this.failures = failures;
    this.ending = ending;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      try {
        failures.handle(failure, ending.get());
        Supervision.ending(Kind.FAULT);
      } finally {
        // Not exit: the hooks of Spark want memory too.
        Runtime.getRuntime().halt(Kind.FAULT.exit());
      }
    }
    // As Java does where nobody has said otherwise.
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    failure.printStackTrace();
  }
}
