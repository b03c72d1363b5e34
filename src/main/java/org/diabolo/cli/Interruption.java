package org.diabolo.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.util.SignalUtils;
import org.diabolo.cli.Screen.Style;

/**
 * What a signal that ends this process leaves to be read: one line that names the command that goes
 * on. Whatever the libraries complain of while they are stopped is not shown.
 */
final class Interruption {
  /** With the numbers that POSIX gives them. */
  private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

  /** A shell's way to tell of a signal by an exit code. */
  private static final int BY_SIGNAL = 128;

  /** For Spark to stop what it has on other machines. */
  private static final long MOST_MILLIS_TO_END = 20_000;

  private static final String WORDS = "stopped; to go on:";

  private static volatile String runId;
  private static volatile List<String> instead;

  private final Screen screen;
  private final Typed typed;
  private final Supplier<Ending> ending;

  private Interruption(Screen screen, Typed typed, Supplier<Ending> ending) {
    this.screen = screen;
    this.typed = typed;
    this.ending = ending;
  }

  /** Listens from now on to all signals that this process was not told to ignore. */
  static void await(Screen screen, Typed typed, Supplier<Ending> ending) {
    Interruption interruption = new Interruption(screen, typed, ending);
    // Spark's, as Java's own way (sun.misc.Signal) is not for sources that compile without
    // warnings.
    SIGNALS.forEach(
        (name, number) ->
            SignalUtils.register(
                name,
                () -> {
                  interruption.end(BY_SIGNAL + number);
                  return true;
                }));
  }

  /** Tells which run would go on. */
  static void during(String id) {
    runId = id;
  }

  /**
   * Tells which command goes on where the one that was typed would do something else by now.
   *
   * @param words of it
   */
  static void goesOnBy(List<String> words) {
    instead = words;
  }

  private List<String> command() {
    return instead == null ? typed.again(runId) : typed.words(instead);
  }

  private void end(int code) {
    Thread late = new Thread(() -> halt(code), "end");
    late.setDaemon(true);
    late.start();
    screen.close(lines(), Style.STOPPED);
    ending.get().stopped(code, WORDS + " " + String.join(" ", command()));
    // Whoever is still at work may take his end for one of his own.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    System.exit(code);
  }

  private static void halt(int code) {
    try {
      Thread.sleep(MOST_MILLIS_TO_END);
    } catch (InterruptedException e) {
      return;
    }
    Runtime.getRuntime().halt(code);
  }

  private List<String> lines() {
    List<String> command = command();
    String line = WORDS + " " + String.join(" ", command);
    int columns = screen.terminal().columns();
    if (!screen.terminal().isThere() || Widths.of(line) <= columns) {
      return List.of(line);
    }
    List<String> lines = new ArrayList<>(List.of(WORDS));
    lines.addAll(Widths.command(command, columns));
    return lines;
  }
}
