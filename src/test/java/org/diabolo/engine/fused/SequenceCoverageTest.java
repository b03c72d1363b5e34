package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What of recurrent layers the plan leaves to DL4J, and says so. */
class SequenceCoverageTest {

  @Test
  void lstmsOfOtherFunctions() {
    assertUncovered(lstm(l -> l.activation(Activation.SOFTSIGN)), "activation");
    assertUncovered(lstm(l -> l.gateActivationFunction(Activation.HARDSIGMOID)), "gates");
  }

  @Test
  void whatIsAskedOfLayersIsAskedOfThoseInsideToo() {
    Layer dropping = lstm(l -> l.dropOut(new GaussianDropout(0.5)));
    assertUncovered(dropping, "dropout");
    assertUncovered(new Bidirectional(Bidirectional.Mode.ADD, dropping), "dropout");
    Layer noisy = lstm(l -> l.weightNoise(new DropConnect(0.5)));
    assertUncovered(noisy, "weight noise");
    assertUncovered(new Bidirectional(Bidirectional.Mode.ADD, noisy), "weight noise");
  }

  @Test
  void otherRecurrentLayersInsideWrappers() {
    Layer simple = new SimpleRnn.Builder().nIn(2).nOut(3).build();
    assertUncovered(new Bidirectional(Bidirectional.Mode.ADD, simple), "SimpleRnn");
    assertUncovered(simple, "SimpleRnn");
    assertThatThrownBy(() -> compileLast(new LastTimeStep(simple)))
        .isInstanceOf(UncoveredException.class)
        .hasMessageContaining("last step");
  }

  @Test
  void stepsBeforeNumbers() {
    refusesFormat(RNNFormat.NWC);
    refusesFormat(null);
  }

  private static void refusesFormat(RNNFormat format) {
    RnnOutputLayer out =
        new RnnOutputLayer.Builder(LossFunction.MSE)
            .dataFormat(format)
            .nIn(3)
            .nOut(1)
            .activation(Activation.TANH)
            .build();
    assertThatThrownBy(
            () ->
                Compiler.compile(
                    new NeuralNetConfiguration.Builder()
                        .graphBuilder()
                        .addInputs("in")
                        .addLayer("l", lstm(l -> {}), "in")
                        .addLayer("a", out, "l")
                        .setOutputs("a")
                        .build()))
        .isInstanceOf(UncoveredException.class)
        .hasMessageContaining("a: data format " + format);
  }

  @Test
  void vectorsOfSequencesWithoutPreprocessor() {
    assertThatThrownBy(
            () ->
                Compiler.compile(
                    new NeuralNetConfiguration.Builder()
                        .graphBuilder()
                        .addInputs("in")
                        .addLayer("l", lstm(l -> {}), "in")
                        .addLayer(
                            "a",
                            new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(3)
                                .nOut(1)
                                .activation(Activation.TANH)
                                .build(),
                            "l")
                        .setOutputs("a")
                        .build()))
        .isInstanceOf(UncoveredException.class)
        .hasMessageContaining("a: takes vectors");
  }

  private static LSTM lstm(Consumer<LSTM.Builder> options) {
    LSTM.Builder builder = new LSTM.Builder().nIn(2).nOut(3).activation(Activation.TANH);
    options.accept(builder);
    return builder.build();
  }

  private static void assertUncovered(Layer layer, String what) {
    assertThatThrownBy(
            () ->
                Compiler.compile(
                    new NeuralNetConfiguration.Builder()
                        .graphBuilder()
                        .addInputs("in")
                        .addLayer("a", layer, "in")
                        .addLayer(
                            "out",
                            new RnnOutputLayer.Builder(LossFunction.MSE)
                                .dataFormat(RNNFormat.NCW)
                                .nIn(3)
                                .nOut(1)
                                .activation(Activation.TANH)
                                .build(),
                            "a")
                        .setOutputs("out")
                        .build()))
        .isInstanceOf(UncoveredException.class)
        .hasMessageContaining("a: ")
        .hasMessageContaining(what);
  }

  private static void compileLast(Layer layer) throws UncoveredException {
    Compiler.compile(
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("in")
            .addLayer("a", layer, "in")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunction.MSE)
                    .nIn(3)
                    .nOut(1)
                    .activation(Activation.TANH)
                    .build(),
                "a")
            .setOutputs("out")
            .build());
  }
}
