package org.diabolo.average;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feeds;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.AveragingSpec.Updater;
import org.diabolo.job.TrainSpec;
import org.diabolo.store.Folder;
import org.diabolo.testing.LocalSpark;

/** Trainings in this JVM on a few rows, with what they told. */
class LocalTraining implements TrainingListener {
  static final int ROWS = 240;
  static final int VALID_ROWS = 40;

  final List<RoundRecord> records = new ArrayList<>();
  final List<Integer> resumed = new ArrayList<>();
  private final TrainSpec spec;
  private final ReplicaFactory factory;
  private Folder checkpoints;
  private WorkerCount workerCount = WorkerCount.fixed();

  LocalTraining(TrainSpec spec, ReplicaFactory factory) {
    this.spec = spec;
    this.factory = factory;
  }

  static AveragingSpec averaging(
      int workers, int period, Outer outer, Updater updater, Transfer transfer) {
    return new AveragingSpec(workers, period, 0.05, outer, 0.7, 0.6, 3, updater, transfer);
  }

  static Folder folder(Path path) {
    return Folder.of(path.toString(), new Configuration());
  }

  static JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
  }

  LocalTraining checkpoints(Path path) {
    checkpoints = folder(path);
    return this;
  }

  LocalTraining workerCount(WorkerCount others) {
    workerCount = others;
    return this;
  }

  Trained run() {
    return run(VALID_ROWS);
  }

  Trained run(int validRows) {
    List<Example> all = TinyModel.examples(ROWS + validRows);
    return new ParameterAveraging(spark(), spec, Feeds.FLAT, factory, this, checkpoints)
        .train(
            spark().parallelize(all.subList(0, ROWS), 3),
            ROWS,
            spark().parallelize(List.copyOf(all.subList(ROWS, all.size())), 1),
            validRows,
            workerCount);
  }

  @Override
  public void roundEnded(RoundRecord record) {
    records.add(record);
  }

  @Override
  public void resumed(int round) {
    resumed.add(round);
  }
}
