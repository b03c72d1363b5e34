package org.diabolo.cli;

import java.util.List;

/** Lets tests of other packages run whole commands. */
public final class Commands {
  private Commands() {}

  public static int execute(List<String> arguments) {
    return Diabolo.execute(arguments.toArray(String[]::new));
  }
}
