package org.diabolo.cli;

import java.util.ArrayList;
import java.util.List;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.RunDirectory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/**
 * {@code submission}, for the launcher: checks a command and its job before they are submitted in
 * cluster mode, where the user would not see the complaint, and prints its arguments as a driver on
 * another machine can read them, a NUL after each.
 */
@Command(name = "submission", hidden = true)
final class SubmissionCommand implements Runnable {
  @Parameters private List<String> arguments = List.of();

  @Override
  public void run() {
    for (String argument : prepared(arguments)) {
      System.out.print(argument + '\0');
    }
    System.out.flush();
  }

  /**
   * @return the job file within the arguments, and a run id: a driver that is started again must go
   *     on with the run it had begun
   * @throws org.diabolo.job.InvalidJobException when the job has mistakes
   * @throws CommandLine.ParameterException when the arguments have
   */
  static List<String> prepared(List<String> arguments) {
    ParseResult parsed = Diabolo.commandLine().parseArgs(arguments.toArray(String[]::new));
    List<String> prepared = new ArrayList<>(arguments);
    if (!parsed.hasSubcommand()) {
      return prepared;
    }
    CommandSpec command = parsed.subcommand().commandSpec();
    CommandSpec mixin = command.mixins().get(JobOptions.MIXIN);
    if (mixin == null) {
      return prepared;
    }
    JobOptions job = (JobOptions) mixin.userObject();
    // Elsewhere only the driver can read it: Spark's settings for that file system are not known
    // here.
    if (!JobSource.byHadoop(job.file())) {
      JobSpec.read(job.text(), job.overrides());
      prepared.set(place(arguments, job.file()), DataUri.of(job.text()));
    }
    Object user = command.userObject();
    if (job.runId() == null && (user instanceof RunCommand || user instanceof PrepareCommand)) {
      String id = RunDirectory.freshId();
      prepared.addAll(List.of("--run-id", id));
      System.err.println("run id " + id + " (--run-id " + id + " goes on with it)");
    }
    return prepared;
  }

  /** Where the job file is among the arguments: an option's value may be the same text. */
  private static int place(List<String> arguments, String file) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).equals(file)) {
        List<String> probe = new ArrayList<>(arguments);
        probe.set(i, file + "?");
        ParseResult parsed = Diabolo.commandLine().parseArgs(probe.toArray(String[]::new));
        CommandSpec mixin = parsed.subcommand().commandSpec().mixins().get(JobOptions.MIXIN);
        if (!((JobOptions) mixin.userObject()).file().equals(file)) {
          return i;
        }
      }
    }
    throw new IllegalStateException("no argument is " + file);
  }
}
