package org.diabolo.testing;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The JVM that runs the tests, as a command for others like it. */
public final class ThisJvm {
  private ThisJvm() {}

  /** Its class path. */
  public static String classPath() {
    return System.getProperty("java.class.path");
  }

  /**
   * @return its program and its flags, but for the watchers of Maven's; a list to be added to
   */
  public static List<String> command() {
    List<String> words = new ArrayList<>();
    words.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-javaagent"))
        .forEach(words::add);
    return words;
  }
}
