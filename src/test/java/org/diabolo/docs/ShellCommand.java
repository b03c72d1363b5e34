package org.diabolo.docs;

import java.util.List;

/**
 * A command that a shell would start.
 *
 * @param program its first word; {@code scripts/diabolo} without the options of spark-submit
 * @param master what {@code --master} says to {@code scripts/diabolo}; empty where it does not
 * @param arguments the other words
 */
record ShellCommand(String program, String master, List<String> arguments) {
  @Override
  public String toString() {
    return program + " " + String.join(" ", arguments);
  }
}
