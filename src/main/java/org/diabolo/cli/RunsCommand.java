package org.diabolo.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.diabolo.job.InvalidJobException;
import org.diabolo.pipeline.RunList;
import org.diabolo.pipeline.RunSummary;
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
          if (!json) {
            new RunsTable(runs).say(Screen.current(), spec.name(), workspace);
          }
          return Map.of("runs", runs);
        });
  }
}
