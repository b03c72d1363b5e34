package org.diabolo.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobText;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.submit.DataUri;
import org.diabolo.submit.JobSource;
import org.diabolo.submit.SharedPlaces;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/**
 * {@code submission}, for the launcher: checks a command and its job before they are submitted in
 * cluster mode, where the user would not see the complaint, and prints its arguments as a driver on
 * another machine can read them, a NUL after each. The launcher tells master and deploy mode by
 * Spark's own system properties.
 */
@Command(name = "submission", hidden = true)
final class SubmissionCommand implements Runnable, HasEnding {
  /** In bytes, of Linux, without the NUL. */
  private static final int LONGEST_ARGUMENT = (1 << 17) - 1;

  @Parameters private List<String> arguments = List.of();

  /** Of the command that is to be submitted, as the user knows no other. */
  private Ending ending = new Ending(null);

  @Override
  public Ending ending(String command) {
    return ending;
  }

  @Override
  public void run() {
    ending = Failures.ending(command(arguments));
    for (String argument : prepared(arguments)) {
      System.out.print(argument + '\0');
    }
    System.out.flush();
  }

  /**
   * @return the job file within the arguments, and a run id: a driver that is started again must go
   *     on with the run it had begun
   * @throws InvalidJobException when the job or the places have mistakes, or the job is too long
   * @throws CommandLine.ParameterException when the arguments have
   */
  static List<String> prepared(List<String> arguments) {
    CommandSpec command = command(arguments);
    if (!(command.userObject() instanceof Preflight preflight)) {
      return arguments;
    }
    CommandSpec mixin = command.mixins().get(JobOptions.MIXIN);
    if (mixin == null) {
      SharedPlaces.require(preflight.given(), null);
      return arguments;
    }
    JobOptions job = (JobOptions) mixin.userObject();
    job.check(preflight);
    List<String> prepared = new ArrayList<>(arguments);
    // Elsewhere only the driver can read it: Spark's settings for that file system are not known
    // here.
    if (!JobSource.byHadoop(job.file())) {
      prepared.set(place(arguments, job.file()), carried(job.file(), job.text()));
    }
    if (command.userObject() instanceof RetrainCommand retrain) {
      prepared.addAll(retrain.settled());
    } else if (job.runId() == null) {
      prepared.addAll(runId(command));
    }
    return prepared;
  }

  private static String carried(String file, JobText text) {
    String uri = DataUri.of(text);
    if (uri.length() > LONGEST_ARGUMENT) {
      throw new InvalidJobException(
          "%s: found %d KB, allowed in cluster mode: about %d KB, as it goes with the command line; put it where the driver finds it (hdfs://..., s3a://...)"
              .formatted(file, text.yaml().length() / 1024, LONGEST_ARGUMENT * 3 / 4 / 1024));
    }
    return uri;
  }

  /** The newest run is known where the workspace is, which may not be here. */
  private static List<String> runId(CommandSpec command) {
    if (command.userObject() instanceof RunCommand
        || command.userObject() instanceof PrepareCommand) {
      String id = RunDirectory.freshId();
      System.err.println("run id " + id + " (--run-id " + id + " goes on with it)");
      return List.of("--run-id", id);
    }
    SparkConf conf = new SparkConf();
    if (conf.getBoolean("spark.driver.supervise", false)
        || conf.get("spark.master", "").equals("yarn")) {
      System.err.println(
          command.name()
              + (command.userObject() instanceof TrainCommand
                  ? " takes the newest run"
                  : " takes the champion, or where there is none the newest run")
              + ", and after a restart of its driver whichever it is then; --run-id ID names one");
    }
    return List.of();
  }

  /** The one that is called, of a command of commands too. */
  private static CommandSpec command(List<String> arguments) {
    ParseResult parsed = Diabolo.commandLine().parseArgs(arguments.toArray(String[]::new));
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed.commandSpec();
  }

  /** Where the job file is among the arguments: an option's value may be the same text. */
  private static int place(List<String> arguments, String file) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).equals(file)) {
        List<String> probe = new ArrayList<>(arguments);
        probe.set(i, file + "?");
        CommandSpec mixin = command(probe).mixins().get(JobOptions.MIXIN);
        if (!((JobOptions) mixin.userObject()).file().equals(file)) {
          return i;
        }
      }
    }
    throw new IllegalStateException("no argument is " + file);
  }
}
