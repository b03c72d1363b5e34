package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the acceptance tests wait. */
class HeadwayTest {
  @TempDir Path folder;

  private Command bash(String script) {
    return new Command(
        List.of("bash", "-c", script), Map.of(), folder.resolve("logs"), List::of, List.of());
  }

  @Test
  void aProcessIsWaitedForAndItsEndTold() {
    Ended ended = bash("echo out; echo err >&2; exit 3").run("short");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.output()).isEqualTo("out\n");
    assertThat(ended.errors()).isEqualTo("err\n");
  }

  @Test
  void whatEndsBeforeItsSignIsTold() {
    try (Running running = bash("echo no sign").start("early")) {
      assertThatThrownBy(() -> running.until("a sign", () -> false))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ended before a sign")
          .hasMessageContaining("no sign");
    }
  }

  /** With less patience than the tests have, which would wait for minutes. */
  @Test
  void whoSleepsIsGivenUpAndWhoWorksIsNot() throws Exception {
    try (Running idle = bash("sleep 1000").start("idle");
        Running busy = bash("while :; do :; done").start("busy");
        Running talking = bash("while :; do echo .; sleep 0.1; done").start("talking")) {
      Headway sleeper = idle.headway(1);
      Headway worker = busy.headway(1);
      Headway talker = talking.headway(1);
      String stalled = null;
      while (stalled == null) {
        assertThat(worker.stalled()).isNull();
        assertThat(talker.stalled()).isNull();
        stalled = sleeper.stalled();
        Thread.sleep(50);
      }
      assertThat(stalled)
          .matches("for \\d+ s no log has grown, and all processes together asked for 0 s .*");
    }
    assertThat(Files.size(folder.resolve("logs/talking.out"))).isPositive();
  }
}
