package org.diabolo.average.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diabolo.average.master.Nets.BATCH;
import static org.diabolo.average.master.Nets.assertClose;
import static org.diabolo.average.master.Nets.inOrder;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Recurrent networks on series of many lengths, against DL4J on one machine. */
class TimeSeriesTest {
  private static final int SIZE = 3;
  private static final int CLASSES = 2;

  @ParameterizedTest
  @EnumSource(BackpropType.class)
  void seriesOfManyLengthsTrainAsMergedOnes(BackpropType type) {
    List<DataSet> examples = new ArrayList<>();
    for (int i = 0; i < 4 * BATCH; i++) {
      // The first batch has short ones only: it must not be padded to the longest of all.
      int length = i < BATCH ? 2 + i % 3 : 1 + i * 7 % 11;
      examples.add(
          new DataSet(
              Nets.random(2 * i, 1, SIZE, length), Nets.oneHot(2 * i + 1, CLASSES, 1, length)));
    }

    assertTrainsAsMerged(type, examples);
  }

  @ParameterizedTest
  @EnumSource(value = BackpropType.class, mode = Mode.INCLUDE, names = "Standard")
  void givenMasksAreKept(BackpropType type) {
    List<DataSet> examples = new ArrayList<>();
    for (int i = 0; i < 2 * BATCH; i++) {
      int length = 3 + i % 4;
      INDArray lastOnly = Nd4j.zeros(1, length);
      lastOnly.putScalar(0, length - 1, 1);
      examples.add(
          new DataSet(
              Nets.random(2 * i, 1, SIZE, length),
              Nets.oneHot(2 * i + 1, CLASSES, 1, length),
              Nd4j.ones(1, length),
              lastOnly));
    }

    assertTrainsAsMerged(type, examples);
  }

  private static void assertTrainsAsMerged(BackpropType type, List<DataSet> examples) {
    MultiLayerNetwork plain = Nets.network(recurrent(type));
    for (int epoch = 0; epoch < 2; epoch++) {
      for (int from = 0; from < examples.size(); from += BATCH) {
        plain.fit(DataSet.merge(examples.subList(from, from + BATCH)));
      }
    }

    SparkDl4jMultiLayer trainer =
        new SparkDl4jMultiLayer(Nets.spark(), recurrent(type), inOrder().build());
    JavaRDD<DataSet> data = inOrder(examples);
    trainer.fit(data);
    trainer.fit(data);

    assertClose(trainer.getNetwork().params(), plain.params());
    assertThat(plain.params().distance2(Nets.network(recurrent(type)).params())).isGreaterThan(0.1);
  }

  private static MultiLayerConfiguration recurrent(BackpropType type) {
    return new NeuralNetConfiguration.Builder()
        .seed(9)
        .updater(new Adam(0.01))
        .list()
        .layer(new LSTM.Builder().nIn(SIZE).nOut(4).activation(Activation.TANH).build())
        .layer(
            new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nIn(4)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .backpropType(type)
        .tBPTTLength(4)
        .build();
  }
}
