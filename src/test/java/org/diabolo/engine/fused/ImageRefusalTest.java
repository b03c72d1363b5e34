package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ImageRefusalTest {
  @Test
  void saysWhatItDoesNotCover() {
    refused(
        new SubsamplingLayer.Builder(PoolingType.PNORM).kernelSize(2, 2).stride(2, 2).pnorm(2),
        "layer: pooling PNORM");
    refused(
        new SubsamplingLayer.Builder(PoolingType.AVG)
            .kernelSize(2, 2)
            .padding(1, 1)
            .avgPoolIncludePadInDivisor(true),
        "layer: means that count padding");
    refused(
        new ConvolutionLayer.Builder(2, 2).nOut(2).activation(Activation.SOFTMAX),
        "layer: softmax of images");
    refused(
        new BatchNormalization.Builder().lockGammaBeta(true).gamma(2),
        "layer: fixed gamma and beta");
    GraphBuilder graph = graph().addVertex("layer", new ReshapeVertex(7, 72), "conv");
    refused(graph, "layer: a fixed number of rows");
  }

  @Test
  void refusesChannelsLast() {
    assertThatThrownBy(
            () ->
                new FusedReplicaFactory(
                        graph()
                            .addLayer("out", output(), "conv")
                            .setInputTypes(InputType.convolutional(6, 6, 2, CNN2DFormat.NHWC))
                            .build()
                            .toJson())
                    .check())
        .isInstanceOf(UncoveredException.class);
  }

  /** Its first convolution tells an image's channels, not its size. */
  @Test
  void refusesImagesThatAreNotFlat() {
    assertThatThrownBy(
            () ->
                new FusedReplicaFactory(
                        graph()
                            .addLayer("out", output(), "conv")
                            .setInputTypes(InputType.convolutional(6, 6, 2))
                            .build()
                            .toJson())
                    .check())
        .isInstanceOf(UncoveredException.class)
        .hasMessageStartingWith("in: ");
  }

  private static void refused(Layer.Builder<?> layer, String message) {
    refused(graph().addLayer("layer", layer.build(), "conv"), message);
  }

  private static void refused(GraphBuilder graph, String message) {
    String json =
        graph
            .addLayer("out", output(), "layer")
            .setInputTypes(InputType.convolutionalFlat(6, 6, 2))
            .build()
            .toJson();
    assertThatThrownBy(() -> new FusedReplicaFactory(json).check())
        .isInstanceOf(UncoveredException.class)
        .hasMessageStartingWith(message);
  }

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .updater(new Sgd(0.1))
        .graphBuilder()
        .addInputs("in")
        .addLayer(
            "conv",
            new ConvolutionLayer.Builder(1, 1).nOut(2).activation(Activation.TANH).build(),
            "in")
        .setOutputs("out");
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MSE).nOut(3).activation(Activation.TANH).build();
  }
}
