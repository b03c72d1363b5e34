package org.diabolo.engine.fused;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.diabolo.batch.Batch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ConvolutionParityTest {

  /** Two convolutions, the second narrowing, and the loss of all its pixels. */
  @ParameterizedTest
  @CsvSource({
    "Same, 3, 3, 1, 1, 0, 1, true",
    "Same, 2, 4, 2, 1, 0, 1, false",
    "Same, 3, 2, 2, 3, 0, 1, true",
    "Same, 3, 3, 1, 1, 0, 2, true",
    "Truncate, 3, 3, 1, 1, 0, 1, true",
    "Truncate, 3, 2, 2, 2, 1, 1, true",
    "Truncate, 2, 2, 1, 1, 1, 2, false",
    "Truncate, 3, 3, 1, 2, 2, 1, true",
    "Truncate, 1, 1, 1, 1, 0, 1, true",
    "Truncate, 1, 1, 2, 2, 0, 1, true",
    "Strict, 3, 3, 1, 1, 1, 1, true",
  })
  void convolutions(
      ConvolutionMode mode,
      int height,
      int width,
      int down,
      int along,
      int padding,
      int dilation,
      boolean bias) {
    ConvolutionLayer.Builder wide = new ConvolutionLayer.Builder(height, width).nOut(5);
    ConvolutionLayer.Builder narrow = new ConvolutionLayer.Builder(height, width).nOut(2);
    for (ConvolutionLayer.Builder layer : List.of(wide, narrow)) {
      layer
          .stride(down, along)
          .padding(padding, padding)
          .dilation(dilation, dilation)
          .convolutionMode(mode)
          .hasBias(bias)
          .activation(Activation.TANH);
    }
    ComputationGraphConfiguration graph =
        new NeuralNetConfiguration.Builder()
            .seed(4)
            .updater(new Adam(0.1))
            .graphBuilder()
            .addInputs("in")
            .addLayer("wide", wide.build(), "in")
            .addLayer("narrow", narrow.build(), "wide")
            .addLayer("out", loss(), "narrow")
            .setOutputs("out")
            .setInputTypes(InputType.convolutionalFlat(9, 11, 3))
            .build();
    check(graph, 9 * 11 * 3);
  }

  static LossLayer loss() {
    return new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build();
  }

  static void check(ComputationGraphConfiguration graph, int in) {
    Data data = new Data(7);
    int out = Data.labels(graph);
    Parity.check(graph, step -> batch(data, step % 4 == 3 ? 5 : 3, in, out));
  }

  static Batch batch(Data data, int rows, int in, int out) {
    return new Batch(rows, List.of(data.flat(rows, in)), List.of(data.flat(rows, out)));
  }
}
