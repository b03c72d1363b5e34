package org.diabolo.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Programs that heed signals. What a shell has started in the background, or by nohup, ignores some
 * of them, and so does all that is started from there: these tests, too.
 */
final class Signals {
  private static final List<String> HEEDING = List.of("env", "--default-signal=INT,HUP,TERM");

  private Signals() {}

  /**
   * What to put before a command; that of coreutils 8.31 and later. Without it the test is skipped
   * where a signal is ignored.
   */
  static List<String> heeding() throws Exception {
    boolean known =
        Bash.run(HEEDING.get(0) + " " + HEEDING.get(1) + " true && echo yes || true")
            .contains("yes");
    assumeThat(known || ignored() == 0)
        .as("env of this machine cannot have a program heed the signals that this one ignores")
        .isTrue();
    return known ? HEEDING : List.of();
  }

  /** SIGHUP, SIGINT and SIGTERM, as Linux tells of them. */
  private static long ignored() throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("SigIgn:")) {
        long mask = Long.parseUnsignedLong(line.substring(7).strip(), 16);
        return mask & (1L | 1L << 1 | 1L << 14);
      }
    }
    return 0;
  }
}
