package org.diabolo.cli;

import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The session that a program gives to the commands that it runs. */
@Command
final class GivenSession {
  private static final String MIXIN = "session";

  private final SparkSession session;

  private GivenSession(SparkSession session) {
    this.session = session;
  }

  /**
   * Lets all commands of a command line find the session.
   *
   * @param session null where each command opens, and closes, its own
   */
  static void put(CommandLine root, SparkSession session) {
    root.getCommandSpec()
        .addMixin(MIXIN, CommandSpec.forAnnotatedObject(new GivenSession(session)));
  }

  /**
   * @param root of all commands
   * @return null where each command opens, and closes, its own
   */
  static SparkSession of(CommandSpec root) {
    return ((GivenSession) root.mixins().get(MIXIN).userObject()).session;
  }
}
