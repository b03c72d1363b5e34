package org.diabolo.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.store.Json;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command on a job takes. */
final class JobOptions {
  @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "path.to.key=value",
      description = "Overrides a key of the job file; may be given several times.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master; default: what spark-submit says, else local[*].")
  private String master;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "Names the run; an unfinished one of this name goes on where it stopped.")
  private String runId;

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Where runs are kept (default: ${DEFAULT-VALUE}).")
  private String workspace;

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  /** Something done with a Spark session. */
  interface Work {
    /**
     * @return what goes into the summary besides command, job, run and seconds
     */
    Map<String, ?> run(SparkSession spark, JobSpec spec);
  }

  /** Reads the job, opens Spark, works, and prints the summary. */
  void execute(String command, Work work) {
    long began = System.nanoTime();
    JobSpec spec = JobSpec.read(file, overrides);
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("command", command);
    summary.put("job", spec.name());
    try (SparkSession spark = Sessions.open("diabolo " + command + " " + spec.name(), master)) {
      summary.putAll(work.run(spark, spec));
    }
    summary.put("seconds", Math.round((System.nanoTime() - began) / 1e6) / 1e3);
    System.out.println(Json.line(summary));
  }

  /** The run to begin or go on with. */
  RunDirectory begin(SparkSession spark, JobSpec spec) {
    return RunDirectory.begin(
        workspace, spec.name(), runId, spark.sparkContext().hadoopConfiguration());
  }

  /** The run that has what a later command needs. */
  RunDirectory find(
      SparkSession spark,
      JobSpec spec,
      java.util.function.Predicate<RunDirectory> has,
      String need) {
    return RunDirectory.find(
        workspace, spec.name(), runId, spark.sparkContext().hadoopConfiguration(), has, need);
  }

  /** The newest trained run, or the one that the user names. */
  RunDirectory findTrained(SparkSession spark, JobSpec spec) {
    return find(spark, spec, RunDirectory::trained, "bundle (make one with: diabolo run)");
  }

  static Pipeline pipeline(SparkSession spark, JobSpec spec, RunDirectory run) {
    return new Pipeline(spark, spec, run, new Progress());
  }

  /** What the summary says of a run. */
  static Map<String, Object> summary(RunDirectory run) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("run_id", run.id());
    summary.put("run", run.folder().toString());
    return summary;
  }
}
