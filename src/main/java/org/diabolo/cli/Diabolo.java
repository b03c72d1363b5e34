package org.diabolo.cli;

import org.apache.spark.sql.SparkSession;
import org.diabolo.job.InvalidJobException;
import org.diabolo.submit.ProcessEncoding;
import org.diabolo.submit.SerialFilter;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

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
      DriftCommand.class,
      RetrainCommand.class,
      RunsCommand.class,
      ModelsCommand.class,
      BenchCommand.class,
      SchemaCommand.class,
      SubmissionCommand.class,
      HelpCommand.class,
      GenerateCompletion.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 2 bad job file, arguments or paths, 3 bad data, 5 another process has the",
      "run, or somebody else decided first, 128 + N ended by signal N, 1 anything else.",
      "The last line of standard output is one JSON object at every end: exit, kind (done, job, data,",
      "owner, temporary, fault), retry (whether the same command may succeed later), message and so on. It",
      "also lies in the run, as result.json. All else goes to standard error."
    })
public final class Diabolo implements GivenSession {
  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Only complaints, and the last line.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Also what the libraries warn of, and stack traces.")
  private boolean verbose;

  private final SparkSession given;

  private Diabolo(SparkSession given) {
    this.given = given;
  }

  /**
   * @param arguments command, job file, options
   */
  public static void main(String[] arguments) {
    SerialFilter.install();
    ProcessEncoding.speakUtf8();
    Typed.began(arguments);
    Failures failures = new Failures();
    CommandLine command = commandLine(failures);
    Screen screen = Screen.install();
    if (arguments.length == 0 || !arguments[0].equals("submission")) {
      // That one is the launcher's, which tells of a signal itself.
      Interruption.await(screen, Typed.current(), () -> called(command));
    }
    Thread.setDefaultUncaughtExceptionHandler(new LastResort(failures, () -> called(command)));
    int code = execute(command, failures, arguments);
    if (code != 0) {
      Supervision.ending(failures.kind());
      System.exit(code);
    }
    // Not System.exit(0): in cluster mode YARN takes an early exit for a failure.
  }

  /**
   * Runs one command in a program's own session, for instance {@code run(spark, "run",
   * "job.yaml")}. It prints what it prints on a command line, JSON line included, and never ends
   * this JVM. The session's settings stay as they are, and it stays open; several commands can run
   * at once.
   *
   * @param spark with Java's serializer, which is Spark's default
   * @param arguments command, job file, options; {@code --master} is without effect
   * @return the exit code
   */
  public static int run(SparkSession spark, String... arguments) {
    Failures failures = new Failures();
    return execute(commandLine(new Diabolo(spark), failures), failures, arguments);
  }

  /** Runs one command in a session of its own; returns the exit code. */
  static int execute(String... arguments) {
    return run(null, arguments);
  }

  private static int execute(CommandLine command, Failures failures, String... arguments) {
    try {
      ProcessEncoding.require(arguments);
      return command.execute(arguments);
    } catch (InvalidJobException e) {
      return failures.handle(e, new Ending(null));
    } catch (Error e) {
      // Out of memory, say; picocli hands on exceptions alone.
      return failures.handle(e, called(command));
    }
  }

  private static Ending called(CommandLine command) {
    ParseResult parsed = command.getParseResult();
    while (parsed != null && parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed == null ? new Ending(null) : Failures.ending(parsed.commandSpec());
  }

  /** The parser of all commands. */
  static CommandLine commandLine() {
    return commandLine(new Failures());
  }

  private static CommandLine commandLine(Failures failures) {
    return commandLine(new Diabolo(null), failures);
  }

  private static CommandLine commandLine(Diabolo diabolo, Failures failures) {
    return new CommandLine(diabolo)
        .setExecutionStrategy(diabolo::run)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  @Override
  public SparkSession given() {
    return given;
  }

  private int run(ParseResult parsed) {
    Loudness loudness = quiet ? Loudness.QUIET : verbose ? Loudness.VERBOSE : Loudness.NORMAL;
    Screen.loudness(loudness);
    if (given == null) {
      // A program's own logging is its own.
      Logs.set(loudness);
    }
    return new RunLast().execute(parsed);
  }
}
