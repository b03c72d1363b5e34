package org.diabolo.average;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Example;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.job.TrainSpec;
import org.diabolo.job.TrainSpec.AveragingSpec;

/**
 * Trains one model on a cluster by rounds of local steps and averaging (McDonald, Hall and Mann
 * 2010, "iterative parameter mixing"; Su and Chen 2015 for averaging the optimiser's state along).
 */
public final class ParameterAveraging {
  /** Steps a round when the job says {@code auto}: long enough that the talk is a small part. */
  private static final int AUTO_PERIOD = 50;

  private final JavaSparkContext spark;
  private final TrainSpec spec;
  private final ReplicaFactory factory;
  private final TrainingListener listener;

  /**
   * @param spark to run on
   * @param spec how to train
   * @param factory of the model
   * @param listener told after every round
   */
  public ParameterAveraging(
      JavaSparkContext spark, TrainSpec spec, ReplicaFactory factory, TrainingListener listener) {
    this.spark = spark;
    this.spec = spec;
    this.factory = factory;
    this.listener = listener;
  }

  /**
   * @param train rows to train on, at least one
   * @param trainRows how many they are
   * @param valid rows for early stopping; may be empty
   * @param validRows how many they are
   * @return the trained state
   * @throws TrainingDivergedException when loss or parameters are no longer finite numbers
   */
  public Trained train(
      JavaRDD<Example> train, long trainRows, JavaRDD<Example> valid, long validRows) {
    int workers = workers();
    try (ChunkedRows rows = new ChunkedRows(train, trainRows, workers, spec.seed());
        ChunkedRows validation = new ChunkedRows(valid, validRows, workers, spec.seed())) {
      return train(rows, validation, workers);
    }
  }

  private int workers() {
    int asked = spec.averaging().workers();
    return asked == AveragingSpec.AUTO ? slots() : asked;
  }

  /**
   * Tasks that can run at once; not Spark's default parallelism, which a site may set to anything.
   */
  private int slots() {
    var profile = spark.sc().resourceProfileManager().defaultResourceProfile();
    return Math.max(1, spark.sc().maxNumConcurrentTasks(profile));
  }

  private Trained train(ChunkedRows rows, ChunkedRows validation, int workers) {
    long stepsPerEpoch =
        rows.shares().stream().mapToLong(share -> share.steps(spec.batch())).max().orElse(0);
    int period = period(stepsPerEpoch);
    int roundsPerEpoch = Math.toIntExact((stepsPerEpoch + period - 1) / period);
    RateSchedule rates =
        new RateSchedule(spec.optimizer(), stepsPerEpoch, stepsPerEpoch * spec.epochs());
    Rounds rounds = new Rounds(spark, factory, rows, spec.batch(), period, rates);
    Validation validator = new Validation(spark, factory, validation, spec.batch());
    EarlyStopping stopping = new EarlyStopping(spec.patience());

    long began = System.nanoTime();
    ModelState state = factory.start();
    long examples = 0;
    int epoch = 0;
    while (epoch < spec.epochs() && !(validation.rows() > 0 && stopping.shouldStop())) {
      EpochOrder order = new EpochOrder(spec.seed(), epoch);
      for (int round = 0; round < roundsPerEpoch; round++) {
        Rounds.Outcome outcome = rounds.run(state, order, round);
        requireFinite("the training loss", outcome.loss(), epoch);
        state = outcome.state();
        requireFinite("the sum of the parameters", sum(state.parameters()), epoch);
        examples += outcome.examples();
        Double validLoss = null;
        if (round == roundsPerEpoch - 1 && validation.rows() > 0) {
          validLoss = validator.loss(state, epoch);
          requireFinite("the validation loss", validLoss, epoch);
          stopping.see(state, validLoss);
        }
        listener.roundEnded(
            outcome.record(
                epoch + 1,
                spec.epochs(),
                epoch * roundsPerEpoch + round + 1,
                roundsPerEpoch * spec.epochs(),
                validLoss));
      }
      epoch++;
    }
    boolean best = stopping.best() != null;
    return new Trained(
        best ? stopping.best() : state,
        best ? stopping.bestEpoch() + 1 : epoch,
        best ? stopping.bestLoss() : Double.NaN,
        epoch,
        epoch * roundsPerEpoch,
        workers,
        period,
        examples,
        (System.nanoTime() - began) / 1e9);
  }

  private int period(long stepsPerEpoch) {
    int asked = spec.averaging().period();
    return asked == AveragingSpec.AUTO ? (int) Math.min(AUTO_PERIOD, stepsPerEpoch) : asked;
  }

  private static double sum(float[] numbers) {
    double sum = 0;
    for (float number : numbers) {
      sum += number;
    }
    return sum;
  }

  private static void requireFinite(String what, double value, int epoch) {
    if (!Double.isFinite(value)) {
      throw new TrainingDivergedException(epoch + 1, what + " is " + value);
    }
  }
}
