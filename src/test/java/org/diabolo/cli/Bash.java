package org.diabolo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs pieces of the launcher's scripts. */
public final class Bash {
  private Bash() {}

  /** What a script that is to succeed prints. */
  public static String run(String script, String... arguments)
      throws IOException, InterruptedException {
    String[] command = new String[4 + arguments.length];
    command[0] = "bash";
    command[1] = "-c";
    command[2] = "set -eu; " + script;
    command[3] = "test";
    System.arraycopy(arguments, 0, command, 4, arguments.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new AssertionError("exit code " + code + ": " + printed);
    }
    return printed;
  }

  /** The same with the launcher's functions at hand, and what it expects. */
  public static String launcher(String script, String... arguments)
      throws IOException, InterruptedException {
    String given = "root=$PWD; misuse() { echo \"$@\"; exit 0; }; . scripts/lib/submit; ";
    return run(given + script, arguments);
  }
}
