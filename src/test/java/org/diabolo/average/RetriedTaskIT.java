package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Example;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.TrainSpec;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A task that Spark runs again, on an executor of its own JVM, gives the bits of the first try. */
class RetriedTaskIT {
  private static final int SIZE = 6;

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

  private static String graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(0.01))
        .graphBuilder()
        .addInputs("in")
        .addLayer(
            "h",
            new DenseLayer.Builder().nIn(SIZE).nOut(4).activation(Activation.TANH).build(),
            "in")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(4)
                .nOut(SIZE)
                .activation(Activation.IDENTITY)
                .build(),
            "h")
        .setOutputs("out")
        .build()
        .toJson();
  }

  private static List<Example> examples() {
    Random random = new Random(8);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      float[] numbers = new float[SIZE];
      for (int j = 0; j < SIZE; j++) {
        numbers[j] = (float) random.nextGaussian();
      }
      examples.add(new Example("k" + i, numbers, numbers));
    }
    return examples;
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
      ReplicaFactory steady = new FusedReplicaFactory(graph());
      ModelState expected = train(spark, steady);
      ModelState found = train(spark, new FailsAtFirst(steady));
      assertThat(found.parameters()).isEqualTo(expected.parameters());
      assertThat(found.updater()).isEqualTo(expected.updater());
      assertThat(expected.parameters()).isNotEqualTo(steady.start().parameters());
    }
  }

  private static ModelState train(JavaSparkContext spark, ReplicaFactory factory) {
    return new ParameterAveraging(spark, TrainSpec.of(2, 8, 2, 5), factory, TrainingListener.NONE)
        .train(spark.parallelize(examples(), 3), 200, spark.emptyRDD(), 0)
        .state();
  }
}
