package org.diabolo.engine.fused;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.batch.Batch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Normalisation of vectors and of images between layers whose optimiser has state. Without finite
 * differences: what DL4J has as gradients of running statistics are none.
 */
class BatchNormParityTest {
  private static final int HEIGHT = 4;
  private static final int WIDTH = 5;

  @ParameterizedTest
  @CsvSource({"true, false, 0.9, 1e-5", "false, false, 0.8, 1e-3", "true, true, 0.5, 1e-2"})
  void normalisation(boolean logarithm, boolean locked, double decay, double epsilon) {
    for (IUpdater updater : List.of(new Adam(0.1), new Nesterovs(0.1))) {
      BatchNormalization.Builder norm =
          new BatchNormalization.Builder()
              .useLogStd(logarithm)
              .lockGammaBeta(locked)
              .decay(decay)
              .eps(epsilon);
      ComputationGraphConfiguration graph =
          new NeuralNetConfiguration.Builder()
              .seed(4)
              .updater(updater)
              .graphBuilder()
              .addInputs("in")
              .addLayer("first", norm.build(), "in")
              .addLayer("conv", conv(), "first")
              .addLayer("images", norm.build(), "conv")
              .addLayer(
                  "dense",
                  new DenseLayer.Builder().nOut(6).activation(Activation.TANH).build(),
                  "images")
              .addLayer("vectors", norm.build(), "dense")
              .addLayer(
                  "out",
                  new OutputLayer.Builder(LossFunction.MSE)
                      .nOut(3)
                      .activation(Activation.TANH)
                      .build(),
                  "vectors")
              .setOutputs("out")
              .setInputTypes(InputType.convolutionalFlat(HEIGHT, WIDTH, 2))
              .build();
      Data data = new Data(7);
      Parity.checkSteps(graph, step -> batch(data, step % 4 == 3 ? 5 : 16));
    }
  }

  private static Batch batch(Data data, int rows) {
    return ConvolutionParityTest.batch(data, rows, HEIGHT * WIDTH * 2, 3);
  }

  private static ConvolutionLayer conv() {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(3)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.TANH)
        .build();
  }
}
