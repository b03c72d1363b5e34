package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.MlpSpec;
import org.nd4j.linalg.activations.Activation;

/** The hidden layers of an mlp: weights, norm, activation, dropout, in this order. */
final class DenseStack {
  private DenseStack() {}

  /**
   * @param prefix of the layers' names
   * @param input vertex that the first layer reads
   * @return name of the last vertex; {@code input} where there are no hidden layers
   */
  static String build(GraphBuilder graph, String prefix, String input, MlpSpec spec) {
    Activation activation = Activation.valueOf(spec.activation().name());
    String last = input;
    for (int i = 0; i < spec.layers().size(); i++) {
      String name = prefix + "-" + i;
      boolean batchNorm = spec.norm() == Norm.BATCH;
      graph.addLayer(
          name,
          new DenseLayer.Builder()
              .nOut(spec.layers().get(i))
              .weightInit(weightInit(activation))
              .hasLayerNorm(spec.norm() == Norm.LAYER)
              .hasBias(!batchNorm)
              .activation(batchNorm ? Activation.IDENTITY : activation)
              .build(),
          last);
      last = name;
      if (batchNorm) {
        graph.addLayer(name + "-norm", batchNorm(), last);
        graph.addLayer(
            name + "-activation",
            new ActivationLayer.Builder().activation(activation).build(),
            name + "-norm");
        last = name + "-activation";
      }
      if (spec.dropout() > 0) {
        // DL4J asks for the share that stays.
        graph.addLayer(
            name + "-dropout", new DropoutLayer.Builder(1 - spec.dropout()).build(), last);
        last = name + "-dropout";
      }
    }
    return last;
  }

  /**
   * Not clipped: DL4J has updates of the running statistics among the layer's gradients, which the
   * limit would shrink with them, and count when it measures the others.
   */
  static BatchNormalization batchNorm() {
    return new BatchNormalization.Builder()
        .gradientNormalization(GradientNormalization.None)
        .build();
  }

  /** A layer of nothing but weights and biases. */
  static DenseLayer linear(int width) {
    return new DenseLayer.Builder()
        .nOut(width)
        .weightInit(WeightInit.XAVIER)
        .activation(Activation.IDENTITY)
        .build();
  }

  /** He et al. 2015 for rectifiers, Glorot and Bengio 2010 for what is symmetric around 0. */
  static WeightInit weightInit(Activation activation) {
    return switch (activation) {
      case RELU, LEAKYRELU, ELU, GELU -> WeightInit.RELU;
      default -> WeightInit.XAVIER;
    };
  }
}
