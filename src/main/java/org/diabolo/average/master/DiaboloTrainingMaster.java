package org.diabolo.average.master;

import java.util.Collection;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.diabolo.average.TrainingDivergedException;
import org.diabolo.average.master.TrainingStats.Event;
import org.diabolo.batch.RowOrder;
import org.diabolo.engine.dl4j.Dl4jNetwork;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.TrainSpec.Engine;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Trains DL4J's networks on DL4J's data sets by Diabolo's rounds of local steps and averaging:
 *
 * <pre>{@code
 * TrainingMaster<?, ?> master =
 *     new DiaboloTrainingMaster.Builder().batchSizePerWorker(32).averagingFrequency(10).build();
 * SparkDl4jMultiLayer trainer = new SparkDl4jMultiLayer(spark, configuration, master);
 * for (int epoch = 0; epoch < 10; epoch++) {
 *   trainer.fit(data); // RDD<DataSet>
 * }
 * }</pre>
 *
 * <p>Data sets are taken apart into examples and put together again as mini-batches of {@code
 * batchSizePerWorker}; how many examples each holds does not matter. Every example is trained on
 * once a fit. The rows of the last RDD stay cached, so that fitting it again and again is cheap,
 * until another RDD is trained on or {@link #deleteTempFiles(SparkContext)} is called.
 *
 * <p>Learning rates, schedules, regularisation and all else follow the network's configuration, by
 * the iterations and epochs the network has been trained for. The optimiser's state is averaged too
 * and goes on from fit to fit. Networks of data type FLOAT only.
 *
 * <p>Listeners, the network's own and those of the Spark network alike, are called on the driver:
 * once a round with the averaged network, the number of steps taken so far, and the mean loss of
 * the round's examples as its score; and at the beginning and end of each fit. DL4J's own masters
 * call copies of them in the executors. Here none hears of forward and backward passes.
 */
public final class DiaboloTrainingMaster
    implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {
  private final MasterSpec spec;
  private final LastRows lastRows = new LastRows();
  private List<TrainingListener> listeners = List.of();
  private StatsStorageRouter router;
  private TrainingStats stats;

  private DiaboloTrainingMaster(MasterSpec spec) {
    this.spec = spec;
  }

  /** What can be chosen, with defaults for all. */
  public static final class Builder {
    private int batch = 16;
    private AveragingSpec averaging = AveragingSpec.plain(AveragingSpec.AUTO, 50);
    private Engine engine = Engine.AUTO;
    private RowOrder order = RowOrder.SHUFFLED;
    private long seed = 1;

    /**
     * @param workers replicas of the network; by default one a task slot of the cluster
     * @return this
     */
    public Builder workers(int workers) {
      return averaging(averaging.withWorkers(atLeastOne("workers", workers)));
    }

    /**
     * @param examples of a mini-batch; by default 16
     * @return this
     */
    public Builder batchSizePerWorker(int examples) {
      this.batch = atLeastOne("batchSizePerWorker", examples);
      return this;
    }

    /**
     * @param steps mini-batches of each worker between two averagings; by default chosen for the
     *     data
     * @return this
     */
    public Builder averagingFrequency(int steps) {
      return averaging(averaging.withPeriod(atLeastOne("averagingFrequency", steps)));
    }

    /**
     * @param averaging all of it at once, as a job file has it
     * @return this
     */
    public Builder averaging(AveragingSpec averaging) {
      this.averaging = averaging;
      return this;
    }

    /**
     * @param engine by default the fused one where it covers the network, DL4J elsewhere
     * @return this
     */
    public Builder engine(Engine engine) {
      this.engine = engine;
      return this;
    }

    /**
     * @param order in which each worker sees its rows; by default shuffled anew every fit
     * @return this
     */
    public Builder rowOrder(RowOrder order) {
      this.order = order;
      return this;
    }

    /**
     * @param seed of that order and of dropout; by default 1
     * @return this
     */
    public Builder rngSeed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * @return the master
     */
    public DiaboloTrainingMaster build() {
      return new DiaboloTrainingMaster(new MasterSpec(batch, averaging, engine, order, seed));
    }

    private static int atLeastOne(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + ": found " + value + ", allowed: 1 or more");
      }
      return value;
    }
  }

  /**
   * @param json of {@link #toJson}
   * @return a master with the same choices
   */
  public static DiaboloTrainingMaster fromJson(String json) {
    return new DiaboloTrainingMaster(MasterSpec.fromJson(json));
  }

  /**
   * @param yaml of {@link #toYaml}
   * @return a master with the same choices
   */
  public static DiaboloTrainingMaster fromYaml(String yaml) {
    return new DiaboloTrainingMaster(MasterSpec.fromYaml(yaml));
  }

  @Override
  public String toJson() {
    return spec.toJson();
  }

  @Override
  public String toYaml() {
    return spec.toYaml();
  }

  /**
   * {@inheritDoc}
   *
   * @throws TrainingDivergedException when loss or parameters are no longer finite numbers
   */
  @Override
  public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> data) {
    fit(
        network.getSparkContext(),
        Dl4jNetwork.of(network.getNetwork()),
        data,
        () -> data.map(DataSet::toMultiDataSet),
        network::setScore);
  }

  /**
   * {@inheritDoc}
   *
   * @throws TrainingDivergedException when loss or parameters are no longer finite numbers
   */
  @Override
  public void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> data) {
    fit(graph, data, () -> data.map(DataSet::toMultiDataSet));
  }

  /**
   * {@inheritDoc}
   *
   * @throws TrainingDivergedException when loss or parameters are no longer finite numbers
   */
  @Override
  public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> data) {
    fit(graph, data, () -> data);
  }

  /**
   * {@inheritDoc}
   *
   * @throws TrainingDivergedException when loss or parameters are no longer finite numbers
   */
  @Override
  public void executeTrainingPaths(
      SparkDl4jMultiLayer network,
      SparkComputationGraph graph,
      JavaRDD<String> paths,
      DataSetLoader loader,
      MultiDataSetLoader multiLoader) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(paths.context());
    Supplier<JavaRDD<MultiDataSet>> data =
        loader == null
            ? () -> DataSetPaths.load(spark, paths, multiLoader)
            : () -> DataSetPaths.load(spark, paths, loader).map(DataSet::toMultiDataSet);
    if (graph != null) {
      fit(graph, paths, data);
    } else {
      fit(spark, Dl4jNetwork.of(network.getNetwork()), paths, data, network::setScore);
    }
  }

  private void fit(
      SparkComputationGraph graph, JavaRDD<?> given, Supplier<JavaRDD<MultiDataSet>> data) {
    Dl4jNetwork network = Dl4jNetwork.of(graph.getNetwork());
    fit(graph.getSparkContext(), network, given, data, graph::setScore);
  }

  private void fit(
      JavaSparkContext spark,
      Dl4jNetwork network,
      JavaRDD<?> given,
      Supplier<JavaRDD<MultiDataSet>> data,
      DoubleConsumer score) {
    long began = System.currentTimeMillis();
    Fit fit = new Fit(spark, spec, network, new Audience(network, listeners, router, stats), stats);
    fit.train(lastRows.of(given, () -> fit.prepare(data.get())), score);
    if (stats != null) {
      stats.ended(Event.FIT, began);
    }
  }

  @Override
  public void setCollectTrainingStats(boolean collect) {
    if (!collect) {
      stats = null;
    } else if (stats == null) {
      stats = new TrainingStats();
    }
  }

  @Override
  public boolean getIsCollectTrainingStats() {
    return stats != null;
  }

  /**
   * @return times of all fits since collecting was asked for; null when it was not
   */
  @Override
  public SparkTrainingStats getTrainingStats() {
    return stats;
  }

  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    setListeners(null, listeners);
  }

  /**
   * @param router given to those listeners that route what they collect and have none of their own;
   *     may be null
   * @param listeners called on the driver after every round, in place of those set before; may be
   *     null
   */
  @Override
  public void setListeners(StatsStorageRouter router, Collection<TrainingListener> listeners) {
    this.router = router;
    this.listeners = listeners == null ? List.of() : List.copyOf(listeners);
  }

  /**
   * Frees the rows that are cached in the executors; there are no files.
   *
   * @return true
   */
  @Override
  public boolean deleteTempFiles(JavaSparkContext spark) {
    return deleteTempFiles(spark.sc());
  }

  /**
   * Frees the rows that are cached in the executors; there are no files.
   *
   * @return true
   */
  @Override
  public boolean deleteTempFiles(SparkContext spark) {
    lastRows.free();
    return true;
  }

  /**
   * Not supported.
   *
   * @throws UnsupportedOperationException always: the fused engine has no DL4J network that a hook
   *     could be given, and a task that Spark runs again would call it again
   */
  @Override
  public void addHook(TrainingHook hook) {
    throw new UnsupportedOperationException(
        "training hooks are not supported by Diabolo; use a TrainingListener, which is called on"
            + " the driver after every round");
  }

  /** Does nothing: there are no hooks. */
  @Override
  public void removeHook(TrainingHook hook) {}

  /**
   * Not supported.
   *
   * @throws UnsupportedOperationException always: Diabolo's tasks are no DL4J workers
   */
  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
    throw noWorkers();
  }

  /**
   * Not supported.
   *
   * @throws UnsupportedOperationException always: Diabolo's tasks are no DL4J workers
   */
  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph graph) {
    throw noWorkers();
  }

  private static UnsupportedOperationException noWorkers() {
    return new UnsupportedOperationException(
        "Diabolo trains by tasks of its own and has no TrainingWorker; call fit of the Spark"
            + " network");
  }
}
