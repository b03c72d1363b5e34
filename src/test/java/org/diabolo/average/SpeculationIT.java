package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.average.Meddling.Meddler;
import org.diabolo.average.Meddling.Step;
import org.diabolo.batch.Feeds;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.TrainSpec;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A straggler is run again beside itself, and whichever comes first is right. */
class SpeculationIT {
  private static final int PERIOD = 5;

  @TempDir Path folder;

  /** The first attempt at the second replica's third round never ends by itself. */
  private record Straggler() implements Meddler {
    @Override
    public double after(Step at, double loss) {
      if (at.began() == 2 * PERIOD
          && at.step() == 2
          && TaskContext.getPartitionId() == 1
          && TaskContext.get().attemptNumber() == 0) {
        try {
          Thread.sleep(300_000);
        } catch (InterruptedException e) {
          throw new IllegalStateException("interrupted", e);
        }
      }
      return loss;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6})
  void givesTheSameBits(int workers) throws Exception {
    try (TwoHosts hosts = new TwoHosts(folder)) {
      SparkConf conf =
          hosts
              .conf()
              .set("spark.speculation", "true")
              .set("spark.speculation.interval", "50ms")
              .set("spark.speculation.quantile", "0.5")
              .set("spark.speculation.multiplier", "1.1")
              .set("spark.speculation.minTaskRuntime", "200ms");
      try (JavaSparkContext spark = new JavaSparkContext(conf)) {
        TaskEnds ends = new TaskEnds();
        spark.sc().addSparkListener(ends);
        ReplicaFactory steady = new FusedReplicaFactory(TinyModel.graph());
        Trained expected = train(spark, steady, workers);
        Trained found = train(spark, new Meddling(steady, new Straggler()), workers);
        spark.sc().listenerBus().waitUntilEmpty();
        assertThat(ends.speculative()).isNotEmpty();
        assertThat(ends.failures()).as("the straggler").contains("TaskKilled");
        assertThat(found.state().parameters()).isEqualTo(expected.state().parameters());
        assertThat(found.state().updater()).isEqualTo(expected.state().updater());
        assertThat(found.examples()).isEqualTo(expected.examples());
      }
    }
  }

  private static Trained train(JavaSparkContext spark, ReplicaFactory factory, int workers) {
    return new ParameterAveraging(
            spark, TrainSpec.of(2, 4, workers, PERIOD), Feeds.FLAT, factory, TrainingListener.NONE)
        .train(spark.parallelize(TinyModel.examples(600), 3), 600, spark.emptyRDD(), 0);
  }
}
