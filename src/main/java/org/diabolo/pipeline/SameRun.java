package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.network.UserGraphs;
import org.diabolo.rows.Input;
import org.diabolo.store.Json;

/**
 * Whether a run that goes on is about the same job, rows and networks as when it was begun.
 *
 * @param spec the job as it is now
 * @param manifest of the run, which tells what it was
 */
record SameRun(SparkSession spark, JobSpec spec, RunDirectory run, Manifest manifest) {

  /** Whether the manifest tells. */
  boolean isKnown() {
    return !manifest.get("spec").isMissingNode() && !manifest.get("input").isMissingNode();
  }

  /**
   * @throws InvalidJobException when the job is another
   * @throws BadDataException when the input is
   */
  void require() {
    manifest.job(spec);
    requireInput();
  }

  /**
   * A run is about one input; other rows are another run's, or encode's with --input.
   *
   * @throws BadDataException when it has changed
   */
  void requireInput() {
    JsonNode then = manifest.get("input");
    Input.Snapshot snapshot = Input.snapshot(spark, spec.data().input());
    JsonNode now = Json.tree(snapshot);
    if (!then.isMissingNode() && !then.equals(now)) {
      throw new BadDataException(
          "data.input.path: "
              + snapshot.path()
              + " has changed since run "
              + run.id()
              + " prepared it ("
              + Manifest.difference("", then, now)
              + "); begin a new run, or encode other rows with --input and --output");
    }
  }

  /**
   * A run is about one pair of networks; what the job names by path could have changed.
   *
   * @throws InvalidJobException when it has
   */
  void requireConfigurations(UserGraphs graphs) {
    JsonNode then = manifest.get(Pipeline.CONFIGURATIONS);
    JsonNode now = Json.tree(graphs.checksums());
    if (!then.isMissingNode() && !then.equals(now)) {
      throw new InvalidJobException(
          "a configuration has changed since run "
              + run.id()
              + " was begun (SHA-256 of "
              + Manifest.difference("", then, now)
              + "); begin a new run");
    }
  }
}
