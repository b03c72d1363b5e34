package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.diabolo.cli.Screen.Style;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private long now;

  private Screen screen(int columns, boolean colour) {
    return new Screen(
        new PrintStream(written, true, StandardCharsets.UTF_8),
        new Terminal(columns, colour),
        () -> now);
  }

  private String written() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @AfterEach
  void normal() {
    Screen.loudness(Loudness.NORMAL);
  }

  /** What a terminal shows that knows a carriage return and how to clear a line. */
  private List<String> shown() {
    List<String> lines = new ArrayList<>();
    for (String line : written().split("\n", -1)) {
      int cleared = line.lastIndexOf("\r\033[K");
      lines.add(cleared < 0 ? line : line.substring(cleared + "\r\033[K".length()));
    }
    return lines;
  }

  @Test
  void statusIsOneLineBelowTheOthersAndFits() {
    Screen screen = screen(30, false);
    screen.status("judging the rows, 3/8 tasks");
    screen.say("prepared");
    screen.status("judging the rows, 4/8 tasks and more than fits");
    assertThat(shown()).containsExactly("prepared", "judging the rows, 4/8 task...");

    screen.status("");
    assertThat(shown()).containsExactly("prepared", "");
  }

  @Test
  void whateverIsWrittenToStandardErrorBreaksNoLine() {
    Screen screen = screen(30, false);
    PrintStream errors = new PrintStream(screen, true, StandardCharsets.UTF_8);
    screen.status("training");
    errors.println("12:00:00 INFO Training: averaging every 100 local steps");
    errors.print("half");
    errors.flush();
    screen.status("training on");
    errors.println(" a line");

    assertThat(shown())
        .containsExactly(
            "12:00:00 INFO Training:",
            "  averaging every 100 local",
            "  steps",
            "half a line",
            "training on");
  }

  @Test
  void noTerminalHasALineEveryTenSecondsAtMostAndNoCodes() {
    Screen screen = screen(0, false);
    for (int second = 0; second <= 35; second++) {
      now = second * 1_000_000_000L;
      screen.status("second " + second);
    }
    assertThat(written()).isEqualTo("second 10\nsecond 20\nsecond 30\n");

    screen.say("done");
    assertThat(written()).endsWith("done\n").doesNotContain("\033");
  }

  @Test
  void colourIsOnlyForTerminalsThatWantIt() {
    assertThat(Terminal.of(80, "xterm", null).colour()).isTrue();
    assertThat(Terminal.of(80, "xterm", "").colour()).isTrue();
    assertThat(Terminal.of(80, "xterm", "1").colour()).isFalse();
    assertThat(Terminal.of(80, "dumb", null)).isEqualTo(Terminal.NONE);
    assertThat(Terminal.of(0, "xterm", null)).isEqualTo(Terminal.NONE);

    screen(80, false).say("plain", Style.GOOD);
    assertThat(written()).doesNotContain("\033[3");
    screen(80, true).say("green", Style.GOOD);
    assertThat(written()).contains("\033[32mgreen\033[0m\n");
  }

  @Test
  void quietSaysNothingButWhatOthersComplainOf() {
    Screen.loudness(Loudness.QUIET);
    Screen screen = screen(80, false);
    screen.status("training");
    screen.say("prepared");
    screen.command(List.of("diabolo", "train"));
    assertThat(written()).isEmpty();

    new PrintStream(screen, true, StandardCharsets.UTF_8).println("bad job");
    assertThat(shown()).containsExactly("bad job", "");
  }

  @Test
  void nothingIsReadAfterTheLastWords() {
    Screen screen = screen(80, false);
    screen.status("training");
    screen.close(List.of("stopped"), Style.STOPPED);
    new PrintStream(screen, true, StandardCharsets.UTF_8).println("Job 7 cancelled");
    screen.status("training");
    screen.say("more");

    assertThat(shown()).containsExactly("stopped", "");
  }

  @Test
  void secretsAreNotShown() {
    Screen screen = screen(0, false);
    screen.say("preparing s3a://user:secret@bucket/x");
    assertThat(written()).doesNotContain("secret").contains("preparing s3a://");
  }
}
