package org.diabolo.average.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diabolo.average.master.Nets.BATCH;
import static org.diabolo.average.master.Nets.assertClose;
import static org.diabolo.average.master.Nets.inOrder;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Convolutions over images, against DL4J on one machine. */
class ConvolutionTest {
  @Test
  void imagesTrainAsInDl4jAlsoTheLastShortBatch() {
    List<DataSet> batches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int rows = i < 3 ? BATCH : 5;
      batches.add(new DataSet(Nets.random(2 * i, rows, 2, 6, 5), Nets.oneHot(2 * i + 1, 3, rows)));
    }
    MultiLayerNetwork plain = Nets.network(convolutional());
    for (int epoch = 0; epoch < 2; epoch++) {
      batches.forEach(plain::fit);
    }

    SparkDl4jMultiLayer trainer =
        new SparkDl4jMultiLayer(Nets.spark(), convolutional(), inOrder().build());
    JavaRDD<DataSet> data = inOrder(batches);
    trainer.fit(data);
    trainer.fit(data);

    assertClose(trainer.getNetwork().params(), plain.params());
    assertThat(plain.params().distance2(Nets.network(convolutional()).params())).isGreaterThan(0.1);
  }

  private static MultiLayerConfiguration convolutional() {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Nesterovs(0.05, 0.9))
        .list()
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.LEAKYRELU).build())
        .layer(new BatchNormalization())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(6, 5, 2))
        .build();
  }
}
