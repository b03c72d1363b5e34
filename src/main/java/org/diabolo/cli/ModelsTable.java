package org.diabolo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.diabolo.cli.Screen.Style;
import org.diabolo.pipeline.ComparedSeeds;
import org.diabolo.pipeline.RunSummary;
import org.diabolo.retrain.Decision;
import org.diabolo.retrain.ModelVersion;

/**
 * Versions as people read them: a line each, and below it, indented, what does not fit.
 *
 * @param versions in their order
 */
record ModelsTable(List<ModelVersion> versions) {

  void say(Screen screen, String job, String workspace) {
    if (versions.isEmpty()) {
      screen.say("no models of " + job + " in " + workspace);
      return;
    }
    screen.say(line("version", "decision", "trained (UTC)", "rows"), Style.STRONG);
    for (ModelVersion version : versions) {
      List<String> lines = lines(version);
      screen.say(lines.get(0), version.champion() ? Style.GOOD : Style.PLAIN);
      lines.stream().skip(1).forEach(screen::say);
    }
  }

  /** All that was decided about one. */
  static void details(Screen screen, ModelVersion version) {
    List<String> lines = new ArrayList<>();
    lines.add("version " + version.version() + (version.champion() ? ", the champion" : ""));
    lines.addAll(run(version));
    lines.addAll(space(version));
    if (version.run() != null) {
      lines.addAll(RunsTable.below(version.run().run()));
    }
    if (version.decisions().isEmpty()) {
      lines.addAll(RunsTable.below("nothing was decided about it"));
    }
    for (Decision decision : version.decisions()) {
      lines.addAll(RunsTable.below(decision.toString()));
      lines.addAll(RunsTable.below(String.join("; ", decision.reasons())));
      ComparedSeeds.in(decision.figures())
          .ifPresent(seeds -> lines.addAll(RunsTable.below(seeds.toString())));
      lines.addAll(
          RunsTable.below("codes: " + (decision.codes() == null ? "none" : decision.codes())));
    }
    screen.say(lines.get(0), Style.STRONG);
    lines.stream().skip(1).forEach(screen::say);
  }

  private static List<String> lines(ModelVersion version) {
    List<String> lines = new ArrayList<>();
    RunSummary run = version.run();
    String id = version.version();
    boolean fits = id.length() <= RunsTable.LONGEST_ID;
    if (!fits) {
      lines.add(id);
    }
    Decision newest = version.decisions().isEmpty() ? null : version.decisions().get(0);
    lines.add(
        line(
            fits ? id : "",
            newest == null ? "-" : newest.action() + ", " + newest.number(),
            run == null || run.began() == null ? "-" : RunsTable.minute(run.began()),
            run == null ? "-" : RunsTable.rows(run.rows())));
    if (version.champion()) {
      lines.addAll(RunsTable.below("the champion"));
    }
    if (newest != null) {
      lines.addAll(RunsTable.below(newest.by() + ": " + String.join("; ", newest.reasons())));
    }
    lines.addAll(run(version));
    lines.addAll(space(version));
    return lines;
  }

  private static List<String> space(ModelVersion version) {
    return version.codeSpace() == null
        ? List.of()
        : RunsTable.below("code space " + version.codeSpace());
  }

  private static List<String> run(ModelVersion version) {
    RunSummary run = version.run();
    if (run == null) {
      return RunsTable.below("its run is gone");
    }
    List<String> lines = new ArrayList<>();
    if (version.flaw() != null) {
      lines.addAll(RunsTable.below(version.flaw()));
    }
    if (!run.headline().isEmpty()) {
      lines.addAll(RunsTable.below(run.headline()));
    }
    if (run.state() == RunSummary.State.DAMAGED) {
      run.messages().forEach(message -> lines.addAll(RunsTable.below(message)));
    }
    return lines;
  }

  private static String line(String version, String decision, String trained, String rows) {
    return String.format(
            Locale.ROOT,
            "%-" + RunsTable.LONGEST_ID + "s  %-20s  %-16s  %12s",
            version,
            decision,
            trained,
            rows)
        .stripTrailing();
  }
}
