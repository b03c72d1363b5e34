package org.diabolo.bench.engine;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.diabolo.batch.Batch;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Images through two convolutions and a pooling to a code of 64, and back through two upsamplings
 * and convolutions. Images come and go as flat rows: channels, height, width.
 *
 * @param size height and width, a multiple of 4
 * @param channels of the image
 */
record ConvolutionCase(int size, int channels) {
  private static final int FIRST = 16;
  private static final int SECOND = 32;
  private static final int CODE = 64;

  EngineCase at(int batch) {
    float[] rows = Networks.numbers(batch * size * size * channels, 3);
    return new EngineCase(
        "conv-" + size + "x" + size + "x" + channels + "-b" + batch,
        "examples",
        1,
        training(),
        encoder().setOutputs("code").build().toJson(),
        new Batch(batch, rows, rows),
        encoderCost().plus(decoderCost()),
        encoderCost());
  }

  private int half() {
    return size / 2;
  }

  private int quarter() {
    return size / 4;
  }

  private int flat() {
    return quarter() * quarter() * SECOND;
  }

  private GraphBuilder encoder() {
    return Networks.builder()
        .addInputs("in")
        .setInputTypes(InputType.convolutionalFlat(size, size, channels))
        .addLayer("conv1", relu(channels, FIRST, 1), "in")
        .addLayer("pool", pool(), "conv1")
        .addLayer("conv2", relu(FIRST, SECOND, 2), "pool")
        .addLayer("code", new DenseLayer.Builder().nIn(flat()).nOut(CODE).build(), "conv2");
  }

  private String training() {
    return encoder()
        .addLayer(
            "grown",
            new DenseLayer.Builder()
                .nIn(CODE)
                .nOut(flat())
                .activation(Activation.RELU)
                .weightInit(WeightInit.RELU)
                .build(),
            "code")
        .addLayer(
            "up1",
            new Upsampling2D.Builder(2).build(),
            new FeedForwardToCnnPreProcessor(quarter(), quarter(), SECOND),
            "grown")
        .addLayer("conv3", relu(SECOND, FIRST, 1), "up1")
        .addLayer("up2", new Upsampling2D.Builder(2).build(), "conv3")
        .addLayer(
            "conv4", convolution(FIRST, channels, 1).activation(Activation.SIGMOID).build(), "up2")
        .addLayer("out", loss(), new CnnToFeedForwardPreProcessor(size, size, channels), "conv4")
        .setOutputs("out")
        .build()
        .toJson();
  }

  /**
   * Without an activation: DL4J computes the gradient of a loss layer's in the place of its input,
   * and then the loss from what it finds there.
   */
  private static LossLayer loss() {
    return new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build();
  }

  private static ConvolutionLayer relu(int in, int out, int stride) {
    return convolution(in, out, stride)
        .activation(Activation.RELU)
        .weightInit(WeightInit.RELU)
        .build();
  }

  /** Three by three; an edge of one zero keeps the size, which a stride of 2 halves. */
  private static ConvolutionLayer.Builder convolution(int in, int out, int stride) {
    return new ConvolutionLayer.Builder(3, 3)
        .nIn(in)
        .nOut(out)
        .stride(stride, stride)
        .padding(1, 1);
  }

  private static SubsamplingLayer pool() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  private MultiplyAdds encoderCost() {
    return MultiplyAdds.reading(convolutionCost(size, channels, FIRST))
        .plus(MultiplyAdds.behind(convolutionCost(quarter(), FIRST, SECOND)))
        .plus(MultiplyAdds.behind((long) flat() * CODE));
  }

  private MultiplyAdds decoderCost() {
    return MultiplyAdds.behind((long) flat() * CODE)
        .plus(MultiplyAdds.behind(convolutionCost(half(), SECOND, FIRST)))
        .plus(MultiplyAdds.behind(convolutionCost(size, FIRST, channels)));
  }

  private static long convolutionCost(int outputSize, int in, int out) {
    return 9L * outputSize * outputSize * in * out;
  }
}
