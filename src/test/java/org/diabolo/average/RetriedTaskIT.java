package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Feeds;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.TrainSpec;
import org.junit.jupiter.api.Test;

/** A task that Spark runs again, on an executor of its own JVM, gives the bits of the first try. */
class RetriedTaskIT {
  /** Replicas whose third step fails in every first attempt. */
  private record FailsAtFirst(ReplicaFactory real) implements ReplicaFactory {
    @Override
    public Replica create() {
      return new FailingReplica(real.create());
    }

    @Override
    public ModelState start() {
      return real.start();
    }

    @Override
    public String model() {
      return real.model();
    }
  }

  private static final class FailingReplica implements Replica {
    private final Replica real;
    private int steps;

    FailingReplica(Replica real) {
      this.real = real;
    }

    @Override
    public void load(ModelState state, long seed) {
      real.load(state, seed);
      steps = 0;
    }

    @Override
    public double step(Batch batch, double rate) {
      double loss = real.step(batch, rate);
      if (++steps == 3 && TaskContext.get().attemptNumber() == 0) {
        throw new IllegalStateException("a failure in the middle of a round, on purpose");
      }
      return loss;
    }

    @Override
    public double loss(Batch batch) {
      return real.loss(batch);
    }

    @Override
    public ModelState save() {
      return real.save();
    }
  }

  @Test
  void failedAttemptsLeaveNoTrace() throws Exception {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    SparkConf conf =
        new SparkConf()
            .setMaster("local-cluster[2,1,1024]")
            .setAppName("retried task")
            .set("spark.ui.enabled", "false")
            .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      ReplicaFactory steady = new FusedReplicaFactory(TinyModel.graph());
      ModelState expected = train(spark, steady);
      ModelState found = train(spark, new FailsAtFirst(steady));
      assertThat(found.parameters()).isEqualTo(expected.parameters());
      assertThat(found.updater()).isEqualTo(expected.updater());
      assertThat(expected.parameters()).isNotEqualTo(steady.start().parameters());
    }
  }

  private static ModelState train(JavaSparkContext spark, ReplicaFactory factory) {
    return new ParameterAveraging(
            spark, TrainSpec.of(2, 8, 2, 5), Feeds.FLAT, factory, TrainingListener.NONE)
        .train(spark.parallelize(TinyModel.examples(200), 3), 200, spark.emptyRDD(), 0)
        .state();
  }
}
