package org.diabolo.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.cli.Screen.Style;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.RunList;
import org.diabolo.pipeline.RunSummary;
import org.diabolo.retrain.Decision;
import org.diabolo.retrain.Registry;
import org.diabolo.submit.ClientMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs}: nothing is computed, so Spark is not opened. */
@Command(
    name = "runs",
    description = "Lists the runs of a job, the newest first: state, owner, rows and figures.")
final class RunsCommand implements Runnable, Preflight {
  @Mixin private JobOptions job;

  @Option(names = "--json", description = "Only the last line, which has it all, and no table.")
  private boolean json;

  @Override
  public void requireConsistent() {
    ClientMode.require("runs", "it only reads what runs tell");
  }

  @Override
  public void run() {
    job.look(
        "runs",
        this,
        (hadoop, workspace, spec) -> {
          List<RunSummary> runs =
              RunList.of(workspace, spec.name(), job.runId(), hadoop, Instant.now());
          if (runs.isEmpty() && job.runId() != null) {
            throw new InvalidJobException(
                "--run-id "
                    + job.runId()
                    + ": there is no such run of "
                    + spec.name()
                    + " in "
                    + workspace);
          }
          Optional<Decision> champion = champion(hadoop, workspace, spec);
          if (!json) {
            new RunsTable(runs, champion).say(Screen.current(), spec.name(), workspace);
          }
          Map<String, Object> facts = new LinkedHashMap<>();
          facts.put("champion", champion.map(Decision::version).orElse(null));
          facts.put("runs", runs);
          return facts;
        });
  }

  /** A journal that cannot be read is a line, as the runs can. */
  private static Optional<Decision> champion(Configuration hadoop, String workspace, JobSpec spec) {
    try {
      return Registry.of(workspace, spec, hadoop).champion();
    } catch (BadDataException e) {
      Screen.current().say("no champion is told: " + e.getMessage(), Style.STOPPED);
      return Optional.empty();
    }
  }
}
