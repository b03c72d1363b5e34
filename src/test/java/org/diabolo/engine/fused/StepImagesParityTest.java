package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.deeplearning4j.preprocessors.ReshapePreprocessor;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** An image for each step of a sequence, and vectors that are read as images. */
class StepImagesParityTest {
  private static final int HEIGHT = 5;
  private static final int WIDTH = 4;
  private static final int CHANNELS = 2;
  private static final int SIZE = HEIGHT * WIDTH * CHANNELS;
  private static final int HIDDEN = 4;
  private static final int OUT = 3;

  private final Data data = new Data(9);

  /** No finite differences: the "gradients" of running statistics are no slopes. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void convolutionsOfSteps(boolean masked) {
    Parity.checkSteps(
        begin()
            .addLayer("norm", new BatchNormalization.Builder().nIn(3).nOut(3).build(), "conv")
            .addLayer("pool", pool(), "norm")
            .addLayer("steps", lstm(3 * 2 * 2), new CnnToRnnPreProcessor(2, 2, 3), "pool")
            .addLayer("out", output(HIDDEN), "steps")
            .build(),
        step -> batch(step, masked));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void denseLayersOfStepsBetween(boolean masked) {
    DenseLayer dense =
        new DenseLayer.Builder().nIn(3 * 4 * 3).nOut(5).activation(Activation.TANH).build();
    Parity.check(
        begin()
            .addLayer("code", dense, new CnnToFeedForwardPreProcessor(4, 3, 3), "conv")
            .addLayer("steps", lstm(5), new FeedForwardToRnnPreProcessor(), "code")
            .addLayer("out", output(HIDDEN), "steps")
            .build(),
        step -> batch(step, masked));
  }

  /** The images' deltas reach what made the sequence. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void imagesOfWhatAnLstmGivesOut(boolean masked) {
    Parity.check(
        graph()
            .addLayer("steps", lstm(SIZE, 12), "in")
            .addLayer("conv", conv(1, 2), new RnnToCnnPreProcessor(4, 3, 1), "steps")
            .addLayer("out", output(2 * 3 * 2), new CnnToRnnPreProcessor(3, 2, 2), "conv")
            .build(),
        step -> batch(step, masked));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void reshapedVectors(boolean withRows) {
    long[] flat = withRows ? new long[] {-1, SIZE} : new long[] {SIZE};
    long[] image =
        withRows ? new long[] {-1, CHANNELS, HEIGHT, WIDTH} : new long[] {CHANNELS, HEIGHT, WIDTH};
    long[] seen = withRows ? new long[] {-1, 3, 4, 3} : new long[] {3, 4, 3};
    long[] vector = withRows ? new long[] {-1, 36} : new long[] {36};
    Parity.check(
        graph()
            .addLayer("conv", conv(2, 3), new ReshapePreprocessor(flat, image, withRows), "in")
            .addLayer("out", vectors(36), new ReshapePreprocessor(seen, vector, withRows), "conv")
            .build(),
        step -> {
          int rows = rows(step);
          return new Batch(rows, List.of(data.flat(rows, SIZE)), List.of(data.flat(rows, OUT)));
        });
  }

  @Test
  void saysWhatItDoesNotCover() {
    refused(
        graph()
            .addLayer(
                "conv",
                conv(CHANNELS, 3),
                new RnnToCnnPreProcessor(HEIGHT, WIDTH, CHANNELS, RNNFormat.NWC),
                "in")
            .addLayer("out", output(3 * 4 * 3), new CnnToRnnPreProcessor(4, 3, 3), "conv"),
        "conv: data format");
    refused(
        begin().addLayer("out", output(36), new CnnToRnnPreProcessor(3, 4, 3), "conv"),
        "out: steps of");
  }

  private static void refused(GraphBuilder graph, String message) {
    String json = graph.build().toJson();
    assertThatThrownBy(() -> new FusedReplicaFactory(json).check())
        .isInstanceOf(UncoveredException.class)
        .hasMessageStartingWith(message);
  }

  private Batch batch(int step, boolean masked) {
    int rows = rows(step);
    int length = 1 + (step + 2) % 4;
    Values images = data.sequence(rows, length, SIZE);
    Values wanted = data.sequence(rows, length, OUT);
    return masked
        ? new Batch(rows, List.of(data.masked(rows, images)), List.of(data.masked(rows, wanted)))
        : new Batch(rows, List.of(images), List.of(wanted));
  }

  private static int rows(int step) {
    return step % 4 == 1 ? 1 : 5;
  }

  private static GraphBuilder begin() {
    return graph()
        .addLayer(
            "conv", conv(CHANNELS, 3), new RnnToCnnPreProcessor(HEIGHT, WIDTH, CHANNELS), "in");
  }

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Adam(0.1))
        .graphBuilder()
        .addInputs("in")
        .setOutputs("out");
  }

  private static Layer conv(int in, int out) {
    return new ConvolutionLayer.Builder(2, 2).nIn(in).nOut(out).activation(Activation.TANH).build();
  }

  private static Layer pool() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
        .kernelSize(2, 2)
        .stride(2, 1)
        .build();
  }

  private static LSTM lstm(int in) {
    return lstm(in, HIDDEN);
  }

  private static LSTM lstm(int in, int out) {
    return new LSTM.Builder().nIn(in).nOut(out).activation(Activation.TANH).build();
  }

  private static Layer output(int in) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .dataFormat(RNNFormat.NCW)
        .nIn(in)
        .nOut(OUT)
        .activation(Activation.TANH)
        .build();
  }

  private static Layer vectors(int in) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(in)
        .nOut(OUT)
        .activation(Activation.TANH)
        .build();
  }
}
