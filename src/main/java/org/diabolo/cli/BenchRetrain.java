package org.diabolo.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.diabolo.bench.BenchResult;
import org.diabolo.bench.retrain.RetrainBench;
import org.diabolo.bench.retrain.RetrainPlan;
import org.diabolo.bench.retrain.Way;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.JobText;
import org.diabolo.job.RetrainSpec.Codes;
import org.diabolo.job.RetrainSpec.Start;
import org.diabolo.submit.JobSource;
import org.diabolo.submit.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench retrain}. */
@Command(
    name = "retrain",
    description = {
      "What kept codes are worth after a retraining.",
      "Of each seed a first model is trained on about half of the job's rows, and a second on all,",
      "by every way to retrain; then several in a row, each on more rows. Test rows are looked up,",
      "by codes of the new model, among the codes that the old one gave all others. Models are made",
      "by retrain itself and stay in the workspace; the same command again goes on."
    })
final class BenchRetrain implements Runnable, Preflight {
  @Mixin private BenchMaster master;

  @Parameters(
      index = "0",
      paramLabel = "JOB.yaml",
      arity = "0..1",
      defaultValue = "jobs/fashion-autoencoder.yaml",
      description = "The job file: a path or a URI (default: ${DEFAULT-VALUE}).")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "path.to.key=value",
      description = "Overrides a key of the job file; may be given several times.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "What $${date} stands for in the job, as 2026-11-30.")
  private LocalDate date;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "Whose values neighbours vote for (default: nobody votes).")
  private String label;

  @Option(
      names = "--ways",
      split = ",",
      defaultValue = "FRESH,ANCHORED",
      description =
          "retrain.codes, each with every start: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private List<Codes> ways;

  @Option(
      names = "--starts",
      split = ",",
      defaultValue = "COLD,WARM",
      description =
          "retrain.start, each with every way: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<Start> starts;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1,2,3",
      description = "train.seed, of a second model each (default: ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(
      names = "--same-seed",
      description = {
        "The models before have the same seed, so that cold ones begin with the same parameters, as",
        "from night to night with one job file (default: each has another)."
      })
  private boolean sameSeed;

  @Option(
      names = "--in-a-row",
      paramLabel = "COUNT",
      defaultValue = "5",
      description =
          "Retrainings one after the other, by each way but FRESH with COLD (default: ${DEFAULT-VALUE}).")
  private int inARow;

  @Option(
      names = "--rows",
      paramLabel = "COUNT",
      description = "About so many of the job's rows (default: all).")
  private Long rows;

  @Option(
      names = "--queries",
      paramLabel = "COUNT",
      defaultValue = "2000",
      description = "Test rows that are looked up, at most (default: ${DEFAULT-VALUE}).")
  private int queries;

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      defaultValue = "bench-retrain",
      description = "Where the models are kept (default: ${DEFAULT-VALUE}).")
  private String workspace;

  @Override
  public void requireConsistent() {
    if (inARow < 0) {
      throw new InvalidJobException("--in-a-row: found " + inARow + ", allowed: at least 0");
    }
    BenchOptions.requirePositive("--queries", queries);
    if (rows != null) {
      BenchOptions.requirePositive("--rows", rows);
    }
  }

  @Override
  public List<Place> given() {
    return Place.given(Place.written("--workspace", workspace));
  }

  @Override
  public void run() {
    requireConsistent();
    // Once: models that are made later are of the same job, whatever becomes of the file.
    JobText text = JobSource.read(file).on(date);
    List<Place> places = new ArrayList<>(given());
    places.addAll(Place.all(job(text, List.of())));
    List<Way> all =
        ways.stream()
            .flatMap(codes -> starts.stream().map(start -> new Way(codes, start)))
            .toList();
    RetrainPlan plan = new RetrainPlan(seeds, sameSeed, all, inARow, rows, label, queries);
    BenchResult result;
    try (SparkSession spark = master.open("retrain", places);
        Progress shown = new Progress(Screen.current(), "")) {
      shown.follow(spark.sparkContext());
      result =
          new RetrainBench(
                  spark,
                  more -> job(text, more),
                  plan,
                  workspace,
                  shown.passing(),
                  Screen.current()::say)
              .run();
    }
    BenchOptions.print(result);
  }

  private JobSpec job(JobText text, List<String> more) {
    List<String> all = new ArrayList<>(overrides);
    all.addAll(more);
    return JobOptions.read(text, all, JobOptions.CHECKS);
  }
}
