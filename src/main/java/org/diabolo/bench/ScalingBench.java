package org.diabolo.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.diabolo.average.ParameterAveraging;
import org.diabolo.average.RoundRecord;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feeds;
import org.diabolo.engine.select.Engines;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.OptimizerSpec;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.job.TrainSpec;

/**
 * What more replicas bring, told without a cluster: every training is done for real on this
 * machine, replicas in turn; the time that it would take on as many machines is modelled.
 */
public final class ScalingBench {
  private static final Autoencoder MODEL = new Autoencoder(512, 256, 32, 256, 512);

  private final SparkSession session;
  private final ScalingPlan plan;
  private final Consumer<String> progress;

  /**
   * @param session to train on; its number of slots changes nothing but how long the study takes
   * @param plan what to train
   * @param progress told a line after every training
   */
  public ScalingBench(SparkSession session, ScalingPlan plan, Consumer<String> progress) {
    this.session = session;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * The study.
   *
   * @param rows one a configuration, the single replica first
   * @param loss that the time is told to
   * @param stepSeconds measured, of one replica
   * @param roundSeconds measured, of one replica's round besides its steps
   */
  public record Study(List<ScalingRow> rows, double loss, double stepSeconds, double roundSeconds) {

    /**
     * @return the figure that users need: by number of replicas the best modelled speed-up in
     *     getting to the loss, null where no configuration got there
     */
    public Map<String, Double> speedUps() {
      Map<String, Double> best = new LinkedHashMap<>();
      for (ScalingRow row : rows) {
        String name = "speed_up_" + row.workers();
        Double old = best.get(name);
        boolean better = row.speedUp() != null && (old == null || row.speedUp() > old);
        best.put(name, better ? row.speedUp() : old);
      }
      return best;
    }

    /**
     * @return what the bench prints
     */
    public BenchResult result() {
      Table table =
          new Table(
              "replicas",
              "period",
              "outer",
              "rounds",
              "loss",
              "modelled s",
              "network s",
              "s to " + Table.cell("%.5f", loss),
              "speed-up");
      for (ScalingRow row : rows) {
        table.add(
            "" + row.workers(),
            "" + row.period(),
            row.outer().name().toLowerCase(Locale.ROOT),
            Table.cell("%,d", row.rounds()),
            Table.cell("%.5f", row.loss()),
            Table.cell("%.2f", row.seconds()),
            Table.cell("%.2f", row.talkSeconds()),
            Table.cell("%.2f", row.secondsToLoss()),
            Table.cell("%.2f", row.speedUp()));
      }
      return new BenchResult("scaling", speedUps(), rows, table.text());
    }
  }

  /**
   * @param path Parquet with a column {@code pixels} of 784 bytes and a column {@code id}; a tenth
   *     of its rows is held out
   * @return the study, with every configuration trained once
   */
  public Study run(String path) {
    int slots = session.sparkContext().defaultParallelism();
    JavaRDD<Example> all = Images.read(session, path, slots).cache();
    JavaRDD<Example> train = all.filter(example -> !Images.heldOut(example));
    JavaRDD<Example> valid = all.filter(Images::heldOut);
    long trainRows = train.count();
    long validRows = valid.count();
    List<ScalingRun> runs = new ArrayList<>();
    for (Config config : configs()) {
      runs.add(train(config, train, trainRows, valid, validRows));
    }
    all.unpersist(false);
    return study(runs, plan);
  }

  static Study study(List<ScalingRun> runs, ScalingPlan plan) {
    ScalingRun single = runs.get(0);
    ModelledTime model = ModelledTime.measured(single.records(), plan.link());
    LossCurve curve = model.curve(single.records(), 1);
    double loss = Objects.requireNonNullElse(plan.loss(), ScalingPlan.SLACK * curve.last().loss());
    OptionalDouble seconds = curve.secondsTo(loss);
    return new Study(
        runs.stream().map(run -> ScalingRow.of(run, model, loss, seconds)).toList(),
        loss,
        model.stepSeconds(),
        model.roundSeconds());
  }

  private record Config(int workers, int period, Outer outer) {}

  /** One replica first: averaged with nobody it trains the same whatever the period. */
  private List<Config> configs() {
    List<Config> configs = new ArrayList<>();
    configs.add(
        new Config(1, plan.periods().stream().mapToInt(p -> p).min().orElseThrow(), Outer.PLAIN));
    for (int workers : plan.workers()) {
      for (int period : plan.periods()) {
        for (Outer outer : plan.outers()) {
          if (workers > 1) {
            configs.add(new Config(workers, period, outer));
          }
        }
      }
    }
    return configs;
  }

  private ScalingRun train(
      Config config,
      JavaRDD<Example> train,
      long trainRows,
      JavaRDD<Example> valid,
      long validRows) {
    TrainSpec spec = spec(config, trainRows);
    List<RoundRecord> records = new ArrayList<>();
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    new ParameterAveraging(
            spark, spec, Feeds.FLAT, Engines.replicas(spec.engine(), MODEL.graph()), records::add)
        .train(train, trainRows, valid, validRows);
    progress.accept(
        String.format(
            Locale.ROOT,
            "replicas %d, period %d, %s: loss %.5f after %d rounds",
            config.workers,
            config.period,
            config.outer.name().toLowerCase(Locale.ROOT),
            records.get(records.size() - 1).validLoss(),
            records.size()));
    return new ScalingRun(config.workers, config.period, config.outer, records);
  }

  private TrainSpec spec(Config config, long trainRows) {
    TrainSpec spec =
        Specs.of(plan.epochs(), plan.batch(), config.workers, config.period, Transfer.FP32);
    AveragingSpec averaging =
        Specs.outer(
            spec.averaging(), config.outer, plan.outerRate(), plan.outerMomentum(), Transfer.FP32);
    double rate = plan.rate() * Math.pow(config.workers, plan.rateGrowth());
    double rounds = Math.ceil((double) trainRows / config.workers / plan.batch() / config.period);
    return spec.with(averaging)
        .with(OptimizerSpec.constant(Optimizer.ADAM, rate))
        .with(Specs.validated((int) Math.max(1, rounds / plan.validations())));
  }
}
