package org.diabolo.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;
import org.diabolo.job.Secrets;

/**
 * Standard error as people read it. On a terminal lines break between words, and below them is one
 * that is written over; elsewhere that one is a line of its own from time to time.
 */
final class Screen extends OutputStream {
  /** Of colours. */
  enum Style {
    PLAIN(""),
    STRONG("\033[1m"),
    GOOD("\033[32m"),
    STOPPED("\033[33m");

    private final String begin;

    Style(String begin) {
      this.begin = begin;
    }
  }

  private static final String CLEAR_LINE = "\r\033[K";
  private static final String PLAIN = "\033[0m";

  /** Between two lines of a status that is no terminal's. */
  private static final long NANOS_BETWEEN = 10_000_000_000L;

  private static volatile Screen ofProcess;
  private static volatile Loudness loudness = Loudness.NORMAL;

  private final PrintStream out;
  private final Terminal terminal;
  private final LongSupplier clock;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private String status = "";
  private boolean midLine;
  private boolean closed;
  private long lastStatus;

  Screen(PrintStream out, Terminal terminal) {
    this(out, terminal, System::nanoTime);
  }

  /**
   * @param clock nanoseconds from whenever
   */
  Screen(PrintStream out, Terminal terminal, LongSupplier clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
    rest();
  }

  /** Puts itself before standard error, for whoever writes there. */
  static Screen install() {
    Screen screen = new Screen(System.err, Terminal.ofProcess());
    System.setErr(new PrintStream(screen, true, StandardCharsets.UTF_8));
    ofProcess = screen;
    return screen;
  }

  /** The one that was installed, else standard error as it is. */
  static Screen current() {
    return ofProcess == null ? new Screen(System.err, Terminal.NONE) : ofProcess;
  }

  Terminal terminal() {
    return terminal;
  }

  /** Of this process from now on. */
  static void loudness(Loudness asked) {
    loudness = asked;
  }

  static Loudness loudness() {
    return loudness;
  }

  /** A line that stays, unless nobody wants to read it. */
  void say(String text) {
    say(text, Style.PLAIN);
  }

  synchronized void say(String text, Style style) {
    if (loudness != Loudness.QUIET) {
      put(Secrets.redacted(text), style);
    }
  }

  /** A command that may be copied. */
  synchronized void command(List<String> words) {
    if (loudness != Loudness.QUIET && !closed) {
      lines(
          terminal.isThere()
              ? Widths.command(words, terminal.columns())
              : List.of("  " + String.join(" ", words)),
          Style.PLAIN);
    }
  }

  /** What is going on just now. */
  synchronized void status(String text) {
    if (closed || loudness == Loudness.QUIET) {
      return;
    }
    if (terminal.isThere()) {
      status = Widths.cut(Secrets.redacted(text), terminal.columns() - 1);
      draw();
    } else if (!text.isEmpty() && clock.getAsLong() - lastStatus >= NANOS_BETWEEN) {
      rest();
      put(Secrets.redacted(text), Style.PLAIN);
    }
  }

  /** Something else has told people where we are: the next status can wait. */
  synchronized void rest() {
    lastStatus = clock.getAsLong();
  }

  /** The last words: nothing after them is read, but what ends the process may still complain. */
  synchronized void close(List<String> words, Style style) {
    status = "";
    lines(words, style);
    closed = true;
  }

  private void put(String text, Style style) {
    if (!closed) {
      lines(
          terminal.isThere()
              ? text.lines().flatMap(l -> Widths.wrapped(l, terminal.columns()).stream()).toList()
              : List.of(text),
          style);
    }
  }

  private void lines(List<String> lines, Style style) {
    if (closed) {
      return;
    }
    clear();
    for (String each : lines) {
      boolean plain = !terminal.colour() || style == Style.PLAIN;
      out.println(plain ? each : style.begin + each + PLAIN);
    }
    draw();
  }

  private void clear() {
    if (terminal.isThere() && !midLine) {
      out.print(CLEAR_LINE);
    }
  }

  private void draw() {
    if (terminal.isThere() && !midLine) {
      out.print(CLEAR_LINE + status);
      out.flush();
    }
  }

  @Override
  public synchronized void write(int letter) {
    line.write(letter);
    if (letter == '\n') {
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      if (midLine) {
        // Its beginning stands there already.
        midLine = false;
        print(text);
        draw();
      } else {
        put(text.replaceFirst("\\R$", ""), Style.PLAIN);
      }
    }
  }

  /** Somebody wants the beginning of a line to be seen. */
  @Override
  public synchronized void flush() {
    if (line.size() > 0) {
      clear();
      midLine = true;
      print(line.toString(StandardCharsets.UTF_8));
      line.reset();
    }
    out.flush();
  }

  private void print(String text) {
    if (!closed) {
      out.print(text);
    }
  }
}
