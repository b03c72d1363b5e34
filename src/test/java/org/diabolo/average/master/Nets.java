package org.diabolo.average.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.diabolo.batch.RowOrder;
import org.diabolo.testing.LocalSpark;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks, data sets for them, and how parameters are compared. */
final class Nets {
  static final int IN = 6;
  static final int OUT = 3;
  static final int BATCH = 8;

  private Nets() {}

  static JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
  }

  /** The data sets in one partition and so in one order. */
  static <T> JavaRDD<T> inOrder(List<T> data) {
    return spark().parallelize(data, 1);
  }

  static DiaboloTrainingMaster.Builder inOrder() {
    return new DiaboloTrainingMaster.Builder()
        .workers(1)
        .averagingFrequency(1)
        .batchSizePerWorker(BATCH)
        .rowOrder(RowOrder.AS_GIVEN);
  }

  static MultiLayerConfiguration regression(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(12)
        .updater(updater)
        .list()
        .layer(new DenseLayer.Builder().nIn(IN).nOut(5).activation(Activation.TANH).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(5)
                .nOut(OUT)
                .activation(Activation.IDENTITY)
                .build())
        .build();
  }

  static MultiLayerNetwork network(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration.clone());
    network.init();
    return network;
  }

  /** Batches of {@link #BATCH} examples with {@link #IN} features and {@link #OUT} labels. */
  static List<DataSet> batches(int count) {
    List<DataSet> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batches.add(new DataSet(random(2 * i, BATCH, IN), random(2 * i + 1, BATCH, OUT)));
    }
    return batches;
  }

  static INDArray random(long seed, long... shape) {
    Random random = new Random(seed);
    float[] numbers = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(numbers, shape, 'c');
  }

  /** One 1 in each row, or, of time series, at each step. */
  static INDArray oneHot(long seed, int classes, long... others) {
    INDArray numbers =
        random(
            seed,
            others.length == 1
                ? new long[] {others[0], classes}
                : new long[] {others[0], classes, others[1]});
    INDArray largest = numbers.max(true, 1);
    return numbers.eq(largest.broadcast(numbers.shape())).castTo(numbers.dataType());
  }

  static void assertClose(INDArray found, INDArray expected) {
    assertClose(found, expected, 1e-6f);
  }

  static void assertClose(INDArray found, INDArray expected, float tolerance) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    float[] a = found.dup('c').data().asFloat();
    float[] b = expected.dup('c').data().asFloat();
    for (int i = 0; i < a.length; i++) {
      // Relative to numbers of the size of weights: a bias can be as near to 0 as it likes.
      assertThat(a[i])
          .as("number " + i)
          .isCloseTo(b[i], within(tolerance * Math.max(1, Math.abs(b[i]))));
    }
  }
}
