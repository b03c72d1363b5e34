package org.diabolo.engine.fused;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** Images that are large enough to be worked on in several bands of lines. */
class BandsParityTest {
  private static final int SIDE = 32;
  private static final int CHANNELS = 24;

  /** The batch's array has not a number more than the rows need, and is read in bands. */
  @Test
  void narrowingFromTheInputOn() {
    ComputationGraphConfiguration graph =
        new NeuralNetConfiguration.Builder()
            .seed(4)
            .updater(new Adam(0.1))
            .graphBuilder()
            .addInputs("in")
            .addLayer("narrow", convolution(8), "in")
            .addLayer("wide", convolution(16), "narrow")
            .addLayer("narrower", convolution(4), "wide")
            .addLayer("out", ConvolutionParityTest.loss(), "narrower")
            .setOutputs("out")
            .setInputTypes(InputType.convolutionalFlat(SIDE, SIDE, CHANNELS))
            .build();
    Data data = new Data(7);
    Parity.check(graph, step -> batch(data, step % 4 == 3 ? 2 : 1));
  }

  private static Batch batch(Data data, int rows) {
    return new Batch(
        rows,
        List.of(exact(data, rows, SIDE * SIDE * CHANNELS)),
        List.of(exact(data, rows, SIDE * SIDE * 4)));
  }

  private static Values exact(Data data, int rows, int size) {
    return Values.flat(Arrays.copyOf(data.flat(rows, size).data(), rows * size));
  }

  private static ConvolutionLayer convolution(int out) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(out)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.TANH)
        .build();
  }
}
