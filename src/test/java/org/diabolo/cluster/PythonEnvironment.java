package org.diabolo.cluster;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs of Python's registry in a folder of their own.
 *
 * @param folder of the environment
 */
record PythonEnvironment(Path folder) {

  /**
   * Makes one; the test is skipped, with a line, where that cannot be.
   *
   * @param folder that it is made in
   * @param releases as pip names them
   */
  static PythonEnvironment of(Path folder, String... releases) throws InterruptedException {
    List<String> install =
        new ArrayList<>(List.of(folder.resolve("bin/pip") + "", "-q", "install"));
    install.addAll(List.of(releases));
    boolean there =
        run("python3", "-m", "venv", folder.toString()) && run(install.toArray(String[]::new));
    assumeThat(there)
        .as("%s: no python3 with venv and pip, or no registry", String.join(" ", releases))
        .isTrue();
    return new PythonEnvironment(folder);
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The path of one of its programs. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }
}
