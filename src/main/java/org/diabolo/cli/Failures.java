package org.diabolo.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.diabolo.average.TrainingDivergedException;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.Secrets;
import org.diabolo.rows.files.ReadFailure;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into lines on standard error and an exit code. */
final class Failures implements IExecutionExceptionHandler {
  static final int ANYTHING_ELSE = 1;
  static final int BAD_JOB = 2;
  static final int BAD_DATA = 3;

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidJobException invalid) {
        invalid.lines().forEach(Failures::say);
        return BAD_JOB;
      }
      if (cause instanceof BadDataException) {
        say(cause.getMessage());
        return BAD_DATA;
      }
      if (cause instanceof TrainingDivergedException) {
        say(cause.getMessage());
        return ANYTHING_ELSE;
      }
    }
    Optional<String> unreadable = ReadFailure.line(failure);
    if (unreadable.isPresent()) {
      say(unreadable.get());
      return BAD_DATA;
    }
    String root = rootMessage(failure);
    if (root.contains("Could not parse Master URL")
        || root.contains("Could not find a scheduler")) {
      say("--master: " + root);
      return BAD_JOB;
    }
    // A signal stops Spark under whatever was being done.
    if (root.contains("SparkContext was shut down")
        || root.contains("Cannot call methods on a stopped SparkContext")) {
      say("stopped; the same --run-id goes on with the stage that was under way");
      return ANYTHING_ELSE;
    }
    say("failed: " + root);
    if (System.getenv("DIABOLO_DEBUG") == null) {
      say("(DIABOLO_DEBUG=1 shows the stack trace)");
    } else {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      say(trace.toString());
    }
    return ANYTHING_ELSE;
  }

  static int badArguments(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    say(
        arguments.length > 0 && command.getParent() == null && !arguments[0].startsWith("-")
            ? arguments[0] + ": unknown command, allowed: " + String.join(", ", known(command))
            : failure.getMessage());
    System.err.println(
        "See " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return BAD_JOB;
  }

  private static List<String> known(CommandLine command) {
    return command.getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(known -> !known.usageMessage().hidden())
        .map(CommandSpec::name)
        .toList();
  }

  /** Messages of libraries hold whole URIs, and those may hold a password. */
  private static void say(String line) {
    System.err.println(Secrets.redacted(line));
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName()
        + (root.getMessage() == null
            ? ""
            : ": " + root.getMessage().lines().findFirst().orElse(""));
  }
}
