package org.diabolo.bench;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A dense autoencoder of images with 784 pixels, trained with Adam, in the two forms that DL4J has;
 * both have the same parameters in the same order.
 *
 * @param hidden widths of the layers between the pixels and the pixels
 */
record Autoencoder(int... hidden) {
  private static final int PIXELS = 784;
  private static final double RATE = 0.001;

  /** Weights and biases. */
  long parameters() {
    long count = 0;
    for (int layer = 0; layer <= hidden.length; layer++) {
      count += (in(layer) + 1L) * out(layer);
    }
    return count;
  }

  /** As a chain of layers. */
  MultiLayerConfiguration multiLayer() {
    NeuralNetConfiguration.ListBuilder list = common().list();
    for (int layer = 0; layer < hidden.length; layer++) {
      list.layer(dense(layer));
    }
    return list.layer(output()).build();
  }

  /** As a graph, in DL4J's JSON. */
  String graph() {
    GraphBuilder graph = common().graphBuilder().addInputs("in");
    String last = "in";
    for (int layer = 0; layer < hidden.length; layer++) {
      graph.addLayer("layer" + layer, dense(layer), last);
      last = "layer" + layer;
    }
    return graph.addLayer("out", output(), last).setOutputs("out").build().toJson();
  }

  private int in(int layer) {
    return layer == 0 ? PIXELS : hidden[layer - 1];
  }

  private int out(int layer) {
    return layer == hidden.length ? PIXELS : hidden[layer];
  }

  private static NeuralNetConfiguration.Builder common() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(RATE))
        .weightInit(WeightInit.RELU)
        .activation(Activation.RELU);
  }

  private DenseLayer dense(int layer) {
    return new DenseLayer.Builder().nIn(in(layer)).nOut(out(layer)).build();
  }

  private OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(in(hidden.length))
        .nOut(PIXELS)
        .weightInit(WeightInit.XAVIER)
        .activation(Activation.SIGMOID)
        .build();
  }
}
