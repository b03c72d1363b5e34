package org.diabolo.engine.fused;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.batch.Batch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class DenseParityTest {
  private static final int IN = 11;
  private static final int OUT = 7;

  @ParameterizedTest
  @CsvSource({"TANH, true", "SIGMOID, false", "IDENTITY, true"})
  void denseLayers(Activation activation, boolean bias) {
    Data data = new Data(5);
    Parity.check(graph(activation, bias), step -> batch(data, step % 4 == 3 ? 5 : 16));
  }

  private static Batch batch(Data data, int rows) {
    return new Batch(rows, List.of(data.flat(rows, IN)), List.of(data.flat(rows, OUT)));
  }

  private static ComputationGraphConfiguration graph(Activation activation, boolean bias) {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Adam(0.1))
        .graphBuilder()
        .addInputs("in")
        .addLayer(
            "a",
            new DenseLayer.Builder().nIn(IN).nOut(13).hasBias(bias).activation(activation).build(),
            "in")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(13)
                .nOut(OUT)
                .hasBias(bias)
                .activation(activation)
                .build(),
            "a")
        .setOutputs("out")
        .build();
  }
}
