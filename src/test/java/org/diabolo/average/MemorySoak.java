package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feeds;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.TrainSpec;
import org.diabolo.testing.LocalCluster;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** 500 rounds with 1.1 million parameters: memory after them is that after 50. */
class MemorySoak {
  private static final int ROUNDS = 500;
  private static final int[] LAYERS = {784, 512, 256, 32, 256, 512};

  private static String graph() {
    var graph =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(0.001))
            .graphBuilder()
            .addInputs("0");
    for (int i = 1; i < LAYERS.length; i++) {
      graph.addLayer(
          "" + i,
          new DenseLayer.Builder()
              .nIn(LAYERS[i - 1])
              .nOut(LAYERS[i])
              .activation(Activation.RELU)
              .build(),
          "" + (i - 1));
    }
    return graph
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(512)
                .nOut(784)
                .activation(Activation.SIGMOID)
                .build(),
            "" + (LAYERS.length - 1))
        .setOutputs("out")
        .build()
        .toJson();
  }

  private static List<Example> rows(int count) {
    Random random = new Random(4);
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] numbers = new float[784];
      for (int j = 0; j < numbers.length; j++) {
        numbers[j] = random.nextFloat();
      }
      rows.add(new Example("k" + i, numbers, numbers));
    }
    return rows;
  }

  @Test
  void memoryStaysFlat() throws IOException {
    List<MemoryFigures> figures = new ArrayList<>();
    System.out.println(" round  driver heap  executor heap  executor resident   (MB)");
    TrainingListener measure =
        record -> {
          if (record.round() % 50 == 0) {
            try {
              figures.add(MemoryFigures.at(record.round()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            System.out.println(figures.get(figures.size() - 1));
          }
        };
    // Heaps of one size: G1's comings and goings would hide what grows beside them.
    SparkConf conf =
        LocalCluster.conf("local-cluster[2,1,1024]")
            .set("spark.executor.extraJavaOptions", "-Xms1024m -XX:+AlwaysPreTouch");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      // A round is an epoch of ten steps or so.
      new ParameterAveraging(
              spark,
              TrainSpec.of(ROUNDS, 32, 2, 1_000_000),
              Feeds.FLAT,
              new FusedReplicaFactory(graph()),
              measure)
          .train(spark.parallelize(rows(640), 2), 640, spark.emptyRDD(), 0);
    }
    assertThat(figures).hasSize(ROUNDS / 50);
    MemoryFigures first = figures.get(0);
    MemoryFigures last = figures.get(figures.size() - 1);
    assertThat(last.driverHeap()).isLessThan(1.05 * first.driverHeap());
    assertThat(last.executorHeap()).isLessThan(1.05 * first.executorHeap());
    assertThat(last.executorResident()).isLessThan(1.05 * first.executorResident());
  }
}
