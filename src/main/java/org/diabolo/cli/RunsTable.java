package org.diabolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.diabolo.cli.Screen.Style;
import org.diabolo.pipeline.RunSummary;
import org.diabolo.retrain.Decision;

/**
 * Runs as people read them: a line each, and below it, indented, what does not fit into a column.
 *
 * @param runs in their order
 * @param champion by what one of them is the champion; nothing where none is
 */
record RunsTable(List<RunSummary> runs, Optional<Decision> champion) {
  private static final int WIDTH = 80;
  static final int LONGEST_ID = 16;
  private static final String INDENT = "  ";

  void say(Screen screen, String job, String workspace) {
    if (runs.isEmpty()) {
      screen.say("no runs of " + job + " in " + workspace);
      return;
    }
    screen.say(line("run", "state", "begun (UTC)", "took", "rows"), Style.STRONG);
    for (RunSummary run : runs) {
      List<String> lines = lines(run);
      screen.say(lines.get(0), style(run));
      lines.stream().skip(1).forEach(screen::say);
    }
  }

  private List<String> lines(RunSummary run) {
    List<String> lines = new ArrayList<>();
    boolean fits = run.runId().length() <= LONGEST_ID;
    if (!fits) {
      // Never cut: it is what other commands are given.
      lines.add(run.runId());
    }
    lines.add(
        line(
            fits ? run.runId() : "",
            run.stage() == null ? run.state().toString() : run.stage() + ": " + run.state(),
            run.began() == null ? "-" : minute(run.began()),
            run.seconds() == null ? "-" : Durations.clock(run.seconds()),
            rows(run.rows())));
    champion
        .filter(decision -> decision.version().equals(run.runId()))
        .ifPresent(
            decision ->
                lines.addAll(
                    below(
                        "the champion by decision "
                            + decision.number()
                            + ", "
                            + decision.action())));
    if (!run.headline().isEmpty()) {
      lines.addAll(below(run.headline()));
    }
    if (run.state() == RunSummary.State.RUNNING) {
      lines.addAll(below("owned by " + run.owner()));
    }
    run.messages().forEach(message -> lines.addAll(below(message)));
    return lines;
  }

  private static String line(String run, String state, String began, String took, String rows) {
    return String.format(
            Locale.ROOT,
            "%-" + LONGEST_ID + "s  %-20s  %-16s  %8s  %12s",
            run,
            state,
            began,
            took,
            rows)
        .stripTrailing();
  }

  static List<String> below(String text) {
    return Widths.wrapped(INDENT + text, WIDTH);
  }

  /** 2026-11-30 09:31, of 2026-11-30T09:31:06Z. */
  static String minute(String instant) {
    return instant.substring(0, "yyyy-MM-ddTHH:mm".length()).replace('T', ' ');
  }

  static String rows(JsonNode bySplit) {
    if (!bySplit.isObject()) {
      return "-";
    }
    long sum = 0;
    for (JsonNode rows : bySplit) {
      sum += rows.asLong();
    }
    return String.format(Locale.ROOT, "%,d", sum);
  }

  private static Style style(RunSummary run) {
    return switch (run.state()) {
      case DONE, NOTHING_TO_DO -> Style.GOOD;
      case RUNNING -> Style.STRONG;
      case UNFINISHED, FAILED, DAMAGED -> Style.STOPPED;
    };
  }
}
