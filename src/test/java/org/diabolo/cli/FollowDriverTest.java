package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the launcher makes of what spark-submit says and gives back; that Spark says this is tested
 * with real servers.
 */
class FollowDriverTest {
  private static final String LAST =
      "12:00:00 INFO ClientEndpoint: State of driver driver-20261122-0003 is %s,"
          + " exiting spark-submit JVM.";

  @TempDir Path folder;

  /** What is printed on both, and the exit code, when spark-submit does that. */
  private static String followed(String script) throws Exception {
    return Bash.launcher(
        """
        say() { printf '%s\\n' "$*" >&2; }
        (follow_driver bash -c "$1") 2>&1 && echo "code 0" || echo "code $?"
        """,
        script);
  }

  private static String saying(String state) {
    return "echo '" + LAST.formatted(state) + "' >&2";
  }

  @Test
  void driverThatEndedWellGivesZero() throws Exception {
    assertThat(followed(saying("FINISHED"))).isEqualTo(LAST.formatted("FINISHED") + "\ncode 0\n");
  }

  @Test
  void driverThatFailedIsAFailureAndItsLogIsNamed() throws Exception {
    for (String state : new String[] {"FAILED", "ERROR", "KILLED"}) {
      assertThat(followed(saying(state)))
          .startsWith(LAST.formatted(state) + "\nThe driver has failed. Why is in its log: ")
          .contains("the folder driver-20261122-0003 of the worker")
          .endsWith("code 1\n");
    }
  }

  @Test
  void whoDoesNotWaitHasNoStateAndZero() throws Exception {
    assertThat(followed("echo 'State of driver-20261122-0003 is RUNNING' >&2"))
        .endsWith("RUNNING\ncode 0\n");
  }

  @Test
  void exitCodeAndBothOutputsStay() throws Exception {
    assertThat(followed("echo out; printf 'no newline' >&2; exit 7"))
        .contains("out\n", "no newline\n")
        .endsWith("code 7\n");
  }

  @Test
  void signalReachesSparkSubmit() throws Exception {
    String script =
        """
        say() { printf '%s\\n' "$*" >&2; }
        submitted='trap "echo asked; exit 9" TERM; echo ready >&2; while :; do sleep 0.1; done'
        (follow_driver bash -c "$submitted") >"$1/out" 2>"$1/err" & pid=$!
        until grep -qs ready "$1/err"; do sleep 0.1; done
        kill "$pid"
        wait "$pid" && echo "code 0" || echo "code $?"
        cat "$1/out"
        """;
    assertThat(Bash.launcher(script, folder.toString())).isEqualTo("code 9\nasked\n");
  }
}
