package org.diabolo.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.diabolo.job.Secrets;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Turns what went wrong into lines on standard error, the last line of standard output, and an exit
 * code.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private Kind kind = Kind.DONE;

  /** Of the last failure; {@link Kind#DONE} where there was none. */
  Kind kind() {
    return kind;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    return handle(failure, ending(command.getCommandSpec()));
  }

  /**
   * @param failure of anything
   * @param ending of the command that failed
   * @return the exit code
   */
  int handle(Throwable failure, Ending ending) {
    Failure known = Failure.of(failure);
    known.lines().forEach(Failures::say);
    if (System.getenv("DIABOLO_DEBUG") != null || Screen.loudness() == Loudness.VERBOSE) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      say(trace.toString());
    } else if (known.isUnexpected()) {
      say("(-v shows the stack trace)");
    }
    return end(known, ending);
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    boolean unknown =
        arguments.length > 0 && command.getParent() == null && !arguments[0].startsWith("-");
    String line =
        unknown
            ? arguments[0] + ": unknown command, allowed: " + String.join(", ", known(command))
            : failure.getMessage();
    say(line);
    System.err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return end(new Failure(Kind.JOB, List.of(line)), ending(command.getCommandSpec()));
  }

  private int end(Failure failure, Ending ending) {
    kind = failure.kind();
    ending.failed(failure);
    return kind.exit();
  }

  /** Of a command on a job its own, which knows job and run. */
  static Ending ending(CommandSpec command) {
    String name = command.qualifiedName().replaceFirst("^\\S+ ?", "");
    return Stream.concat(Stream.of(command), command.mixins().values().stream())
        .map(CommandSpec::userObject)
        .filter(HasEnding.class::isInstance)
        .map(known -> ((HasEnding) known).ending(name))
        .findFirst()
        .orElseGet(() -> new Ending(name.isEmpty() ? null : name));
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
}
