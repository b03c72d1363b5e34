package org.diabolo.average;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.batch.Example;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A small autoencoder and rows for it. */
final class TinyModel {
  static final int SIZE = 6;

  private TinyModel() {}

  static String graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(0.01))
        .graphBuilder()
        .addInputs("in")
        .addLayer(
            "h",
            new DenseLayer.Builder().nIn(SIZE).nOut(4).activation(Activation.TANH).build(),
            "in")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(4)
                .nOut(SIZE)
                .activation(Activation.IDENTITY)
                .build(),
            "h")
        .setOutputs("out")
        .build()
        .toJson();
  }

  /** The same with batch normalisation, whose statistics are averaged too, and dropout. */
  static String normalised() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(0.01))
        .graphBuilder()
        .addInputs("in")
        .addLayer("h", new DenseLayer.Builder().nIn(SIZE).nOut(4).hasBias(false).build(), "in")
        .addLayer("norm", new BatchNormalization.Builder().nIn(4).nOut(4).build(), "h")
        .addLayer("bend", new ActivationLayer.Builder().activation(Activation.TANH).build(), "norm")
        .addLayer("drop", new DropoutLayer(0.8), "bend")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(4)
                .nOut(SIZE)
                .activation(Activation.IDENTITY)
                .build(),
            "drop")
        .setOutputs("out")
        .build()
        .toJson();
  }

  static List<Example> examples(int rows) {
    Random random = new Random(8);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      float[] numbers = new float[SIZE];
      for (int j = 0; j < SIZE; j++) {
        numbers[j] = (float) random.nextGaussian();
      }
      examples.add(new Example("k" + i, numbers, numbers));
    }
    return examples;
  }
}
