package org.diabolo.bench.retrain;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.diabolo.bench.BenchResult;
import org.diabolo.bench.Statistics;
import org.diabolo.bench.retrain.Lookup.HeldOut;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.job.DataSpec.SplitSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.StageListener;
import org.diabolo.rows.Input;

/**
 * What codes are worth after a retraining, by ways to retrain: a first model of half of the rows, a
 * second of all, and several in a row. Every model is made by {@code retrain} itself, and stays in
 * the workspace, so that a bench which was ended goes on.
 */
public final class RetrainBench {
  private static final String FIRST = "first";
  private static final double HALF = 0.5;

  private final SparkSession spark;
  private final Versions versions;
  private final RetrainPlan plan;
  private final Consumer<String> progress;
  private final VariedJob job;

  private final List<Second> seconds = new ArrayList<>();
  private final List<Following> following = new ArrayList<>();
  private final Report ofTwo = Second.report();
  private final Report inARow = Following.report();

  /**
   * @param spark to run on
   * @param read the job, with {@code path.to.key=value} for each key that is another
   * @param plan what to do
   * @param workspace folder of all jobs
   * @param listener of the retrainings
   * @param progress told a line after every retraining
   * @throws InvalidJobException when the job holds no test rows out
   */
  public RetrainBench(
      SparkSession spark,
      Function<List<String>, JobSpec> read,
      RetrainPlan plan,
      String workspace,
      StageListener listener,
      Consumer<String> progress) {
    this.spark = spark;
    this.versions = new Versions(spark, workspace, listener);
    this.plan = plan;
    this.progress = progress;
    JobSpec spec = read.apply(List.of());
    SplitSpec split = spec.data().split();
    if (split.column() == null && split.test() == 0) {
      throw new InvalidJobException(
          "data.split.test: found 0, allowed: above 0, as the bench looks rows up that no model was"
              + " trained on");
    }
    this.job = new VariedJob(read, spec, plan.label(), share(spark, spec, plan.rows()));
  }

  private static double share(SparkSession spark, JobSpec spec, Long rows) {
    return rows == null
        ? 1
        : Math.min(1, (double) rows / Input.open(spark, spec.data().input(), spec).count());
  }

  /**
   * What all models of a seed are held against.
   *
   * @param seed of them
   * @param rows that are looked up, and among which
   * @param first among the first model's codes
   * @param fresh error of a model of all rows that was trained as if there had been no first
   */
  private record Reference(long seed, HeldOut rows, Lookup first, ModelError fresh) {}

  /**
   * @return of every way, by medians over seeds: {@code kept_WAY}, {@code vote_WAY} over the first
   *     model's own, and {@code error_WAY} over a fresh model's
   * @throws InvalidJobException when the workspace has runs of other settings
   */
  public BenchResult run() {
    List<Reference> references = new ArrayList<>();
    for (long seed : plan.seeds()) {
      Reference reference = reference(seed);
      references.add(reference);
      for (Way way : plan.ways()) {
        second(reference, way);
      }
    }
    for (Reference reference : references) {
      for (Way way : plan.ways()) {
        // A fresh one has nothing to do with the one before, however many there were.
        if (!way.equals(Way.FRESH)) {
          inARow(reference, way);
        }
      }
    }
    List<Record> rows = new ArrayList<>(seconds);
    rows.addAll(following);
    String tables = ofTwo.text() + (following.isEmpty() ? "" : "\n" + inARow.text());
    return new BenchResult("retrain", ratios(), rows, tables);
  }

  private Reference reference(long seed) {
    RunDirectory first =
        versions.made(job.with(seed, plan.seed(seed, 0), HALF, Way.FRESH), FIRST, null);
    RunDirectory fresh = made(seed, Way.FRESH);
    KeyedCodes codes = codes(first);
    Set<String> heldOut =
        Set.copyOf(
            PreparedCorpus.load(fresh.prepared())
                .sides(spark)
                .where(col(CorpusColumns.SPLIT).equalTo(Split.TEST.label()))
                .select(CorpusColumns.KEY)
                .as(Encoders.STRING())
                .collectAsList());
    HeldOut rows = HeldOut.of(codes.codes().keySet(), heldOut, plan.queries());
    progress.accept(
        "seed %d: %,d held-out rows are looked up among the first model's codes of %,d others"
            .formatted(seed, rows.queries().size(), rows.others().size()));
    return new Reference(seed, rows, new Lookup(codes, rows), ModelError.of(fresh));
  }

  /** The second model. */
  private RunDirectory made(long seed, Way way) {
    return versions.made(job.with(seed, seed, 1, way), way.toString(), FIRST);
  }

  private KeyedCodes codes(RunDirectory run) {
    return KeyedCodes.of(spark, versions.codes(run), job.job().data().key(), plan.label());
  }

  private void second(Reference reference, Way way) {
    RunDirectory run = made(reference.seed, way);
    Second row =
        Second.of(
            reference.seed,
            way,
            reference.first.by(codes(run)),
            ModelError.of(run),
            reference.fresh);
    seconds.add(row);
    progress.accept(row.addTo(ofTwo));
  }

  private void inARow(Reference reference, Way way) {
    Lookup before = reference.first;
    String champion = FIRST;
    for (int step = 1; step <= plan.inARow(); step++) {
      double arrived = HALF + (1 - HALF) * step / plan.inARow();
      String version = way + "-" + step;
      long seed = plan.seed(reference.seed, step);
      RunDirectory run =
          versions.made(job.with(reference.seed, seed, arrived, way), version, champion);
      KeyedCodes codes = codes(run);
      Lookup.Degree ofFirst = reference.first.by(codes);
      Following row =
          Following.of(
              reference.seed,
              way,
              step,
              step == 1 ? ofFirst : before.by(codes),
              ofFirst,
              ModelError.of(run),
              step == plan.inARow() ? reference.fresh : null);
      following.add(row);
      progress.accept(row.addTo(inARow));
      if (step < plan.inARow()) {
        before = new Lookup(codes, reference.rows);
      }
      champion = version;
    }
  }

  private Map<String, Double> ratios() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (Way way : plan.ways()) {
      List<Second> rows = seconds.stream().filter(row -> row.way().equals(way.toString())).toList();
      String name = way.toString().replace('-', '_');
      ratios.put("kept_" + name, median(rows, Second::kept));
      if (plan.label() != null) {
        ratios.put("vote_" + name, median(rows, Second::ofFirstVote));
      }
      ratios.put("error_" + name, median(rows, Second::ofFresh));
    }
    return ratios;
  }

  private static Double median(List<Second> rows, Function<Second, Double> figure) {
    return Statistics.median(rows.stream().map(figure).toList());
  }
}
