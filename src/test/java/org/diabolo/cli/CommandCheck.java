package org.diabolo.cli;

import java.util.List;
import java.util.Map;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobText;
import org.diabolo.submit.DataUri;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Looks at commands of the documentation as the launcher does before it submits them. */
public final class CommandCheck {
  private static final String MASTER = "spark.master";

  private CommandCheck() {}

  /**
   * @param arguments command, job file, options
   * @param master which spark-submit would be told; empty or null where it is not
   * @param saved job files that readers have saved, by their names
   * @return what they would be told; nothing where the command would begin
   */
  public static List<String> complaints(
      List<String> arguments, String master, Map<String, String> saved) {
    String before = System.getProperty(MASTER);
    try {
      if (master != null && !master.isEmpty()) {
        System.setProperty(MASTER, master);
      }
      check(
          arguments.stream()
              .map(
                  word ->
                      saved.containsKey(word)
                          ? DataUri.of(new JobText(word, saved.get(word)))
                          : word)
              .toList());
      return List.of();
    } catch (InvalidJobException e) {
      return e.lines();
    } catch (ParameterException e) {
      return List.of(e.getMessage());
    } finally {
      if (before == null) {
        System.clearProperty(MASTER);
      } else {
        System.setProperty(MASTER, before);
      }
    }
  }

  /**
   * @param job a whole job file
   * @throws InvalidJobException with all that commands on it would tell
   */
  public static void requireJob(JobText job) {
    JobOptions.read(job, List.of(), JobOptions.CHECKS);
  }

  private static void check(List<String> arguments) {
    ParseResult parsed = Diabolo.commandLine().parseArgs(arguments.toArray(String[]::new));
    if (!parsed.hasSubcommand()) {
      throw new InvalidJobException("no command");
    }
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    CommandSpec command = parsed.commandSpec();
    CommandSpec job = command.mixins().get(JobOptions.MIXIN);
    if (command.userObject() instanceof Preflight preflight && job != null) {
      ((JobOptions) job.userObject()).check(preflight);
    }
  }
}
