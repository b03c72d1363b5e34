package org.diabolo.average;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.average.TimeLedger.Kind;
import org.diabolo.average.checkpoint.Checkpoints;
import org.diabolo.average.rows.TrainingRows;
import org.diabolo.batch.Batching;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feeds;
import org.diabolo.batch.RowOrder;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.TrainSpec;
import org.diabolo.spark.Described;
import org.diabolo.spark.TaskSlots;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/**
 * Trains one model on a cluster by rounds of local steps and averaging (McDonald, Hall and Mann
 * 2010, "iterative parameter mixing"; Su and Chen 2015 for averaging the optimiser's state along;
 * Douillard et al. 2023, "DiLoCo", for the outer momentum).
 */
public final class ParameterAveraging {
  /** What checkpoints hold; those of another format are not gone on from. */
  private static final String CHECKPOINTS = "checkpoints 2";

  private final JavaSparkContext spark;
  private final TrainSpec spec;
  private final Feeds feeds;
  private final ReplicaFactory factory;
  private final TrainingListener listener;
  private final Folder checkpoints;

  /** Null for those that the seed draws. */
  private final float[] start;

  /** Null for the train rows themselves. */
  private final JavaRDD<Example> measured;

  /**
   * Without checkpoints.
   *
   * @param spark to run on
   * @param spec how to train
   * @param feeds of the model
   * @param factory of the model
   * @param listener told after every round
   */
  public ParameterAveraging(
      JavaSparkContext spark,
      TrainSpec spec,
      Feeds feeds,
      ReplicaFactory factory,
      TrainingListener listener) {
    this(spark, spec, feeds, factory, listener, null);
  }

  /**
   * With checkpoints: training goes on from the newest that is whole.
   *
   * @param spark to run on
   * @param spec how to train
   * @param feeds of the model
   * @param factory of the model
   * @param listener told after every round
   * @param checkpoints folder of this one training
   */
  public ParameterAveraging(
      JavaSparkContext spark,
      TrainSpec spec,
      Feeds feeds,
      ReplicaFactory factory,
      TrainingListener listener,
      Folder checkpoints) {
    this(spark, spec, feeds, factory, listener, checkpoints, null, null);
  }

  private ParameterAveraging(
      JavaSparkContext spark,
      TrainSpec spec,
      Feeds feeds,
      ReplicaFactory factory,
      TrainingListener listener,
      Folder checkpoints,
      float[] start,
      JavaRDD<Example> measured) {
    this.spark = spark;
    this.spec = spec;
    this.feeds = feeds;
    this.factory = factory;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.start = start;
    this.measured = measured;
  }

  /**
   * @param parameters of the model, in DL4J's own order; the optimiser begins anew
   * @return the same training, which begins with these instead of those that the seed draws
   */
  public ParameterAveraging startingFrom(float[] parameters) {
    return new ParameterAveraging(
        spark, spec, feeds, factory, listener, checkpoints, parameters.clone(), measured);
  }

  /**
   * @param rows as long as those that will be trained on, where those take long to be computed
   * @return the same training, which looks at these to tell how many chunks there are to be
   */
  public ParameterAveraging measuredBy(JavaRDD<Example> rows) {
    return new ParameterAveraging(spark, spec, feeds, factory, listener, checkpoints, start, rows);
  }

  /**
   * @param train rows to train on, at least one
   * @param trainRows how many they are
   * @param valid rows for early stopping; may be empty
   * @param validRows how many they are
   * @return the trained state
   * @throws TrainingDivergedException when rounds went wrong again and again; parameters from
   *     before are in the checkpoints
   */
  public Trained train(
      JavaRDD<Example> train, long trainRows, JavaRDD<Example> valid, long validRows) {
    return train(train, trainRows, valid, validRows, () -> {});
  }

  /**
   * The same, where the rows are looked at once more before the first round.
   *
   * @param train rows to train on, at least one
   * @param trainRows how many they are
   * @param valid rows for early stopping; may be empty
   * @param validRows how many they are
   * @param allRead is run when all rows have been read; what it throws ends the training
   * @return the trained state
   * @throws TrainingDivergedException when rounds went wrong again and again; parameters from
   *     before are in the checkpoints
   */
  public Trained train(
      JavaRDD<Example> train,
      long trainRows,
      JavaRDD<Example> valid,
      long validRows,
      Runnable allRead) {
    return train(train, trainRows, valid, validRows, allRead, workerCount());
  }

  Trained train(
      JavaRDD<Example> train,
      long trainRows,
      JavaRDD<Example> valid,
      long validRows,
      WorkerCount workerCount) {
    return train(train, trainRows, valid, validRows, () -> {}, workerCount);
  }

  private Trained train(
      JavaRDD<Example> train,
      long trainRows,
      JavaRDD<Example> valid,
      long validRows,
      Runnable allRead,
      WorkerCount workerCount) {
    Checkpoints store = new Checkpoints(checkpoints, spec.checkpoints(), identity(trainRows));
    Optional<Checkpoints.Restored> restored = store.newest();
    int workers =
        restored
            .map(r -> r.state().progress().firstWorkers())
            .orElseGet(() -> workers(spark, spec));
    TimeLedger ledger = new TimeLedger();
    Described described = new Described(spark);
    try (TrainingRows rows =
            described.as(
                "shuffling the training rows",
                () ->
                    ledger.time(
                        Kind.SHUFFLE,
                        () ->
                            rows(train, measured == null ? train : measured, trainRows, workers)));
        TrainingRows validation =
            described.as(
                "shuffling the validation rows",
                () -> ledger.time(Kind.SHUFFLE, () -> rows(valid, valid, validRows, workers)))) {
      allRead.run();
      return new Training(
              spark,
              spec,
              factory,
              this::start,
              listener,
              store,
              ledger,
              described,
              rows,
              validation,
              workerCount,
              0)
          .run(restored);
    }
  }

  private TrainingRows rows(
      JavaRDD<Example> examples, JavaRDD<Example> asLong, long count, int workers) {
    return new TrainingRows(
        examples, asLong, count, workers, spec.seed(), RowOrder.SHUFFLED, batching(spec, feeds));
  }

  private static Batching batching(TrainSpec spec, Feeds feeds) {
    return new Batching(feeds, spec.batch(), spec.regularization().denoise());
  }

  /**
   * Cuts rows into chunks and caches them, for several calls of {@link #train(TrainingRows, int)}.
   *
   * @param spark to run on
   * @param spec how to train: its workers, batches and seed
   * @param feeds of the model that will be trained
   * @param rows to train on, at least one
   * @param count how many they are
   * @param order in which replicas see them
   * @return the rows, cached until they are closed
   */
  public static TrainingRows chunked(
      JavaSparkContext spark,
      TrainSpec spec,
      Feeds feeds,
      JavaRDD<Example> rows,
      long count,
      RowOrder order) {
    return new Described(spark)
        .as(
            "shuffling the training rows",
            () ->
                new TrainingRows(
                    rows, count, workers(spark, spec), spec.seed(), order, batching(spec, feeds)));
  }

  /**
   * Trains without validation and checkpoints, by as many workers as there were when the rows were
   * chunked.
   *
   * @param rows to train on; left open
   * @param firstEpoch epochs trained before, from 0: the order of the rows goes on from there
   * @return the trained state
   * @throws TrainingDivergedException when rounds went wrong again and again
   */
  public Trained train(TrainingRows rows, int firstEpoch) {
    Described described = new Described(spark);
    try (TrainingRows none = rows(spark.emptyRDD(), spark.emptyRDD(), 0, rows.shares().size())) {
      Checkpoints store = new Checkpoints(null, spec.checkpoints(), "");
      TimeLedger ledger = new TimeLedger();
      return new Training(
              spark,
              spec,
              factory,
              this::start,
              listener,
              store,
              ledger,
              described,
              rows,
              none,
              WorkerCount.fixed(),
              firstEpoch)
          .run(Optional.empty());
    }
  }

  private ModelState start() {
    ModelState drawn = factory.start();
    if (start == null) {
      return drawn;
    }
    if (start.length != drawn.parameters().length) {
      throw new IllegalArgumentException(
          start.length + " parameters to begin with, for a model of " + drawn.parameters().length);
    }
    return new ModelState(start, drawn.updater(), drawn.iteration());
  }

  private WorkerCount workerCount() {
    return spec.averaging().workers() == AveragingSpec.AUTO
        ? WorkerCount.following(() -> TaskSlots.of(spark.sc()), System::nanoTime)
        : WorkerCount.fixed();
  }

  private static int workers(JavaSparkContext spark, TrainSpec spec) {
    int asked = spec.averaging().workers();
    return asked == AveragingSpec.AUTO ? TaskSlots.settled(spark.sc()) : asked;
  }

  /** Of trainings that may go on from each other's checkpoints. */
  private String identity(long rows) {
    return DigestUtils.sha256Hex(
        String.join(
            "\n",
            CHECKPOINTS,
            Json.line(spec.optimizer()),
            Json.line(spec.averaging()),
            Json.line(spec.batch()),
            Json.line(spec.regularization()),
            Json.line(feeds),
            spec.epochs() + " " + spec.seed() + " " + rows,
            start == null ? factory.model() : factory.model() + "\n" + sum(start)));
  }

  private static String sum(float[] parameters) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * parameters.length);
    bytes.asFloatBuffer().put(parameters);
    return DigestUtils.sha256Hex(bytes.array());
  }
}
