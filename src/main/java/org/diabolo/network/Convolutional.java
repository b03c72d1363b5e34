package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.diabolo.job.CnnSpec;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.MlpSpec;
import org.nd4j.linalg.activations.Activation;

/** Layers of images: weights, norm, activation, dropout, in this order. */
record Convolutional(CnnSpec spec) {

  Activation activation() {
    return Activation.valueOf(spec.activation().name());
  }

  /** A kernel's size along a side of an image; a line has no neighbours above and below. */
  private int kernel(int side) {
    return side == 1 ? 1 : spec.kernel();
  }

  /**
   * A convolution whose output is as large as its input over its strides, rounded up.
   *
   * @param image what it reads
   * @param strides down and along
   */
  ConvolutionLayer.Builder convolution(ImageShape image, int filters, int... strides) {
    return new ConvolutionLayer.Builder(kernel(image.height()), kernel(image.width()))
        .stride(strides)
        .convolutionMode(ConvolutionMode.Same)
        .nOut(filters);
  }

  /** A convolution transposed, whose output is its input times the strides. */
  Deconvolution2D.Builder transposed(ImageShape image, int filters, int... strides) {
    return new Deconvolution2D.Builder(
            strides[0] == 1 ? kernel(image.height()) : spec.kernel(),
            strides[1] == 1 ? kernel(image.width()) : spec.kernel())
        .stride(strides)
        .convolutionMode(ConvolutionMode.Same)
        .nOut(filters);
  }

  /** Gives a hidden layer its weights' start, norm, activation and dropout; returns the last. */
  String hidden(
      GraphBuilder graph,
      String name,
      ConvolutionLayer.BaseConvBuilder<?> layer,
      InputPreProcessor before,
      String in) {
    boolean norm = spec.norm() == Norm.BATCH;
    layer
        .hasBias(!norm)
        .weightInit(DenseStack.weightInit(activation()))
        .activation(norm ? Activation.IDENTITY : activation());
    graph.addLayer(name, layer.build(), before, in);
    String last = name;
    if (norm) {
      graph
          .addLayer(name + "-norm", DenseStack.batchNorm(), last)
          .addLayer(
              name + "-activation",
              new ActivationLayer.Builder().activation(activation()).build(),
              name + "-norm");
      last = name + "-activation";
    }
    if (spec.dropout() > 0) {
      graph.addLayer(
          name + "-dropout",
          new DropoutLayer.Builder(Recurrent.keep(spec.dropout())).build(),
          last);
      last = name + "-dropout";
    }
    return last;
  }

  /** The dense layers between convolutions and code; returns the last. */
  String dense(GraphBuilder graph, String prefix, String in) {
    return DenseStack.build(
        graph, prefix, in, new MlpSpec(spec.dense(), spec.activation(), spec.dropout(), Norm.NONE));
  }
}
