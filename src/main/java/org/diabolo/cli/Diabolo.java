package org.diabolo.cli;

import org.diabolo.job.InvalidJobException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The main class, of the launcher and of a plain {@code spark-submit} alike. */
@Command(
    name = "diabolo",
    description = "Trains encoder-decoder models on Apache Spark and writes codes to Parquet.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      PrepareCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      EncodeCommand.class,
      DecodeCommand.class,
      PredictCommand.class,
      BenchCommand.class,
      SubmissionCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 2 bad job file or arguments, 3 bad data, 1 anything else.",
      "The last line of standard output is one JSON object; all else goes to standard error."
    })
public final class Diabolo {
  private Diabolo() {}

  /**
   * @param arguments command, job file, options
   */
  public static void main(String[] arguments) {
    SerialFilter.install();
    ProcessEncoding.speakUtf8();
    int code = execute(arguments);
    if (code != 0) {
      Supervision.ending(code);
      System.exit(code);
    }
    // Not System.exit(0): in cluster mode YARN takes an early exit for a failure.
  }

  /**
   * Runs one command.
   *
   * @param arguments command, job file, options
   * @return the exit code
   */
  static int execute(String... arguments) {
    try {
      ProcessEncoding.require(arguments);
    } catch (InvalidJobException e) {
      e.lines().forEach(System.err::println);
      return Failures.BAD_JOB;
    }
    return commandLine().execute(arguments);
  }

  /** The parser of all commands. */
  static CommandLine commandLine() {
    return new CommandLine(new Diabolo())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(Failures::badArguments);
  }
}
