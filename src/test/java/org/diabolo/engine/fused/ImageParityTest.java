package org.diabolo.engine.fused;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.diabolo.batch.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers over images between a convolution and a loss. */
class ImageParityTest {
  private static final int HEIGHT = 7;
  private static final int WIDTH = 9;
  private static final int CHANNELS = 2;
  private static final int SIZE = HEIGHT * WIDTH * CHANNELS;

  @ParameterizedTest
  @CsvSource({
    "MAX, Truncate, 2, 2, 2, 2, 0, 1",
    "MAX, Truncate, 3, 2, 1, 2, 1, 1",
    "MAX, Truncate, 2, 3, 3, 1, 0, 2",
    "MAX, Same, 2, 2, 2, 2, 0, 1",
    "MAX, Same, 3, 3, 2, 1, 0, 1",
    "AVG, Truncate, 2, 2, 2, 2, 0, 1",
    "AVG, Truncate, 3, 2, 1, 2, 1, 1",
    "AVG, Truncate, 2, 3, 3, 1, 0, 2",
    "AVG, Same, 2, 2, 2, 2, 0, 1",
    "AVG, Same, 3, 3, 2, 1, 0, 1",
    "AVG, Strict, 3, 3, 2, 3, 0, 1",
  })
  void pooling(
      PoolingType type,
      ConvolutionMode mode,
      int height,
      int width,
      int down,
      int along,
      int padding,
      int dilation) {
    check(
        new SubsamplingLayer.Builder(type)
            .kernelSize(height, width)
            .stride(down, along)
            .padding(padding, padding)
            .dilation(dilation, dilation)
            .convolutionMode(mode)
            .build());
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "1, 3", "3, 2"})
  void upsampling(int down, int along) {
    check(new Upsampling2D.Builder().size(new int[] {down, along}).build());
  }

  @Test
  void activationLayers() {
    check(new ActivationLayer.Builder().activation(Activation.TANH).build());
    check(new ActivationLayer.Builder().activation(Activation.IDENTITY).build());
  }

  @ParameterizedTest
  @CsvSource({
    "Truncate, 2, 2, 2, 2, 0, true",
    "Truncate, 3, 2, 2, 1, 1, false",
    "Truncate, 3, 3, 1, 1, 0, true",
    "Same, 3, 3, 1, 1, 0, true",
    "Same, 3, 3, 2, 2, 0, true",
    "Same, 4, 3, 2, 3, 0, false",
  })
  void deconvolution(
      ConvolutionMode mode, int height, int width, int down, int along, int padding, boolean bias) {
    check(
        new Deconvolution2D.Builder(height, width)
            .nOut(3)
            .stride(down, along)
            .padding(padding, padding)
            .convolutionMode(mode)
            .hasBias(bias)
            .activation(Activation.TANH)
            .build());
  }

  @ParameterizedTest
  @EnumSource(PoolingType.class)
  void globalPooling(PoolingType type) {
    GraphBuilder graph = begin();
    graph.addLayer(
        "pool", new GlobalPoolingLayer.Builder().poolingType(type).pnorm(3).build(), "conv");
    graph.addLayer("out", output(), "pool");
    check(graph);
  }

  /** The input of the activation layer is read by another one, after it. */
  @Test
  void activationLayerLeavesItsInputAsItIs() {
    GraphBuilder graph = begin();
    graph.addLayer("f", new ActivationLayer.Builder().activation(Activation.TANH).build(), "conv");
    graph.addLayer("one", dense(), "f");
    graph.addLayer("other", dense(), "conv");
    graph.addLayer("out", output(), "one");
    graph.addLayer("out2", output(), "other");
    graph.setOutputs("out", "out2");
    ComputationGraphConfiguration built =
        graph.setInputTypes(InputType.convolutionalFlat(HEIGHT, WIDTH, CHANNELS)).build();
    Data data = new Data(7);
    Parity.check(
        built,
        step -> {
          int rows = step % 3 == 1 ? 4 : 6;
          return new Batch(
              rows,
              List.of(data.flat(rows, SIZE)),
              List.of(data.flat(rows, 3), data.flat(rows, 3)));
        });
  }

  @Test
  void reshapeVertices() {
    GraphBuilder graph = begin();
    graph.addVertex("wide", new ReshapeVertex(-1, 1, 3 * HEIGHT, WIDTH), "conv");
    graph.addLayer("more", conv(2), "wide");
    graph.addVertex("flat", new ReshapeVertex(-1, 2 * 3 * HEIGHT * WIDTH), "more");
    graph.addLayer("out", output(), "flat");
    check(graph);
  }

  /** Flat rows in, flat rows out, by a code of a few numbers. */
  @Test
  void autoencoder() {
    GraphBuilder graph = begin();
    graph
        .addLayer("down", max(), "conv")
        .addLayer(
            "code", new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build(), "down")
        .addLayer(
            "up", new DenseLayer.Builder().nOut(36).activation(Activation.RELU).build(), "code")
        .addLayer("larger", new Upsampling2D.Builder(2).build(), "up")
        .addLayer("last", conv(1), "larger")
        .addLayer(
            "out",
            new LossLayer.Builder(LossFunction.MSE).activation(Activation.SIGMOID).build(),
            "last")
        .inputPreProcessor("larger", new FeedForwardToCnnPreProcessor(3, 4, 3));
    ComputationGraphConfiguration built =
        graph
            .setOutputs("out")
            .setInputTypes(InputType.convolutionalFlat(HEIGHT, WIDTH, CHANNELS))
            .build();
    Data data = new Data(7);
    Parity.checkButLossOfSteps(
        built, step -> ConvolutionParityTest.batch(data, step % 4 == 3 ? 5 : 3, SIZE, 48));
  }

  @ParameterizedTest
  @CsvSource({"MSE, IDENTITY", "MSE, SIGMOID", "MSE, SOFTMAX"})
  void lossOfPixels(LossFunction loss, Activation activation) {
    GraphBuilder graph = begin();
    graph.addLayer("out", new CnnLossLayer.Builder(loss).activation(activation).build(), "conv");
    ComputationGraphConfiguration built =
        graph
            .setOutputs("out")
            .setInputTypes(InputType.convolutionalFlat(HEIGHT, WIDTH, CHANNELS))
            .build();
    Data data = new Data(7);
    int out = Data.labels(built);
    Parity.checkButLossOfSteps(
        built, step -> ConvolutionParityTest.batch(data, step % 4 == 3 ? 5 : 3, SIZE, out));
  }

  private static SubsamplingLayer max() {
    return new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build();
  }

  private static void check(Layer layer) {
    GraphBuilder graph = begin();
    graph.addLayer("layer", layer, "conv");
    graph.addLayer("more", conv(2), "layer");
    graph.addLayer("out", ConvolutionParityTest.loss(), "more");
    check(graph);
  }

  private static void check(GraphBuilder graph) {
    ComputationGraphConfiguration built =
        graph
            .setOutputs("out")
            .setInputTypes(InputType.convolutionalFlat(HEIGHT, WIDTH, CHANNELS))
            .build();
    ConvolutionParityTest.check(built, SIZE);
  }

  private static GraphBuilder begin() {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Adam(0.1))
        .graphBuilder()
        .addInputs("in")
        .addLayer("conv", conv(3), "in");
  }

  private static ConvolutionLayer conv(int channels) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(channels)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.TANH)
        .build();
  }

  private static DenseLayer dense() {
    return new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MSE).nOut(3).activation(Activation.TANH).build();
  }
}
