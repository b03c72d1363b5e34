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

/** Dense layers that normalise, one after the other; penalties fall on the gain too. */
class LayerNormParityTest {
  private static final int IN = 6;
  private static final int OUT = 5;

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 0", "true, 0.1"})
  void agreesWithDl4j(boolean bias, double l2) {
    Data data = new Data(5);
    ComputationGraphConfiguration graph = graph(bias, l2);
    if (l2 == 0) {
      Parity.check(graph, step -> batch(data, step % 4 == 3 ? 5 : 11));
    } else {
      Parity.checkSteps(graph, step -> batch(data, 3));
    }
  }

  private static Batch batch(Data data, int rows) {
    return new Batch(rows, List.of(data.flat(rows, IN)), List.of(data.flat(rows, OUT)));
  }

  private static DenseLayer dense(int in, boolean bias) {
    return new DenseLayer.Builder()
        .nIn(in)
        .nOut(9)
        .hasBias(bias)
        .biasInit(0.2)
        .hasLayerNorm(true)
        .activation(Activation.TANH)
        .build();
  }

  private static ComputationGraphConfiguration graph(boolean bias, double l2) {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Adam(0.1))
        .l2(l2)
        .graphBuilder()
        .addInputs("in")
        .addLayer("a", dense(IN, bias), "in")
        .addLayer("b", dense(9, bias), "a")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(9)
                .nOut(OUT)
                .activation(Activation.IDENTITY)
                .build(),
            "b")
        .setOutputs("out")
        .build();
  }
}
