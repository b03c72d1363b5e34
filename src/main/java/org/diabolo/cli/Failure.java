package org.diabolo.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.ExecutorDeadException;
import org.apache.spark.shuffle.FetchFailedException;
import org.diabolo.average.TrainingDivergedException;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.NotOwnerException;
import org.diabolo.job.UnavailableException;
import org.diabolo.retrain.RefusedException;
import org.diabolo.rows.files.ReadFailure;
import org.diabolo.store.Reason;
import org.diabolo.store.StoreFailure;
import org.diabolo.submit.MemoryShortage;

/**
 * What went wrong, in lines for people. Exceptions tell by their types and causes; their messages
 * are only shown.
 *
 * @param kind by which others decide
 * @param lines what is to be mended, at least one
 * @param facts that others go by
 */
record Failure(Kind kind, List<String> lines, Map<String, ?> facts) {
  private static final int MOST_CAUSES = 100;
  private static final String UNEXPECTED = "failed: ";

  Failure(Kind kind, List<String> lines) {
    this(kind, lines, Map.of());
  }

  /**
   * @param failure anything that a command has thrown
   */
  static Failure of(Throwable failure) {
    List<Throwable> causes =
        Stream.iterate(failure, each -> each != null, Throwable::getCause)
            .limit(MOST_CAUSES)
            .toList();
    // Whatever else is said of it, memory and stores that are away are why. Who does not own the
    // run any more meets all kinds of failures.
    return refused(failure)
        .or(() -> owner(causes))
        .or(() -> memory(causes))
        .or(() -> passing(failure, causes))
        .or(() -> causes.stream().flatMap(cause -> ours(cause).stream()).findFirst())
        .or(() -> ReadFailure.line(failure).map(line -> new Failure(Kind.DATA, List.of(line))))
        .orElseGet(() -> other(failure));
  }

  private static Optional<Failure> refused(Throwable failure) {
    return failure instanceof RefusedException refused
        ? Optional.of(new Failure(Kind.REFUSED, List.of(refused.getMessage()), refused.facts()))
        : Optional.empty();
  }

  private static Optional<Failure> owner(List<Throwable> causes) {
    return causes.stream()
        .filter(NotOwnerException.class::isInstance)
        .findFirst()
        .map(cause -> new Failure(Kind.OWNER, List.of(cause.getMessage())));
  }

  private static Optional<Failure> memory(List<Throwable> causes) {
    return MemoryShortage.line(causes).map(line -> new Failure(Kind.FAULT, List.of(line)));
  }

  /** As a message: a line of its own for each mistake. */
  String message() {
    return String.join("\n", lines);
  }

  /** Whether nobody had thought of it: then its stack trace is what helps. */
  boolean isUnexpected() {
    return kind == Kind.FAULT && lines.get(0).startsWith(UNEXPECTED);
  }

  private static Optional<Failure> passing(Throwable failure, List<Throwable> causes) {
    boolean passes = StoreFailure.isPassing(failure) || causes.stream().anyMatch(Failure::passes);
    return !passes
        ? Optional.empty()
        : Optional.of(
            causes.stream()
                .flatMap(cause -> ours(cause).stream())
                .findFirst()
                .map(known -> new Failure(Kind.TEMPORARY, known.lines))
                .orElseGet(
                    () ->
                        new Failure(
                            Kind.TEMPORARY,
                            List.of("does not answer at present: " + Reason.of(failure)))));
  }

  /** Of Spark's own parts, which may come back. */
  private static boolean passes(Throwable one) {
    return one instanceof TimeoutException
        || one instanceof FetchFailedException
        || one instanceof ExecutorDeadException;
  }

  private static Optional<Failure> ours(Throwable one) {
    if (one instanceof InvalidJobException invalid) {
      return Optional.of(new Failure(Kind.JOB, invalid.lines()));
    }
    Kind kind =
        one instanceof BadDataException
            ? Kind.DATA
            : one instanceof UnavailableException
                ? Kind.TEMPORARY
                : one instanceof TrainingDivergedException ? Kind.FAULT : null;
    return kind == null
        ? Optional.empty()
        : Optional.of(new Failure(kind, List.of(one.getMessage())));
  }

  private static Failure other(Throwable failure) {
    String reason = Reason.of(failure);
    return StoreFailure.of(failure) == StoreFailure.WRONG_PATH
        ? new Failure(Kind.JOB, List.of(reason))
        : new Failure(Kind.FAULT, List.of(UNEXPECTED + named(failure)));
  }

  /** With the class, which says most where it was nobody's mistake but ours. */
  private static String named(Throwable failure) {
    Throwable root = Reason.root(failure);
    String line =
        root.getMessage() == null ? "" : root.getMessage().lines().findFirst().orElse("").strip();
    return root.getClass().getSimpleName() + (line.isEmpty() ? "" : ": " + line);
  }
}
