package org.diabolo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.field.ImageField;
import org.diabolo.field.NumberField;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What our graphs compute, against loops in plain Java over the same weights. */
class ReferenceForwardTest {
  private static final NumberField IMAGE = new ImageField(2, 5, 1);
  private static final int ROWS = 9;

  @ParameterizedTest
  @CsvSource({"RELU, NONE", "TANH, NONE", "SIGMOID, NONE", "LEAKYRELU, NONE", "RELU, LAYER"})
  void outputsAreThoseOfPlainLoops(Activation activation, Norm norm) {
    Networks networks = TestNetworks.mlp(IMAGE, IMAGE, activation, norm, 0.2);
    float[] source = TestNetworks.random(ROWS * IMAGE.size(), -0.5, 3);
    ComputationGraph joint = trained(networks);
    float[] parameters = joint.params().dup().data().asFloat();
    ComputationGraph encoder = networks.part(parameters, networks.encoder());

    float[] code =
        encoder.outputSingle(TestNetworks.matrix(source, ROWS)).dup('c').data().asFloat();
    float[] target =
        joint.outputSingle(TestNetworks.matrix(source, ROWS)).dup('c').data().asFloat();

    for (int row = 0; row < ROWS; row++) {
      double[] x = new double[IMAGE.size()];
      for (int i = 0; i < x.length; i++) {
        x[i] = source[row * x.length + i];
      }
      x = dense(encoder.getLayer("encoder-0"), x, activation);
      x = dense(encoder.getLayer("encoder-1"), x, activation);
      x = dense(encoder.getLayer("code"), x, null);
      assertRow(code, row, x);
      x = dense(joint.getLayer("decoder-0"), x, activation);
      x = dense(joint.getLayer("target"), x, Activation.SIGMOID);
      assertRow(target, row, x);
    }
  }

  /** A few steps, so that no bias and no gain stands at its start. */
  private static ComputationGraph trained(Networks networks) {
    ComputationGraph joint = new ComputationGraph(networks.joint());
    joint.init();
    INDArray rows = TestNetworks.matrix(TestNetworks.random(320, 0, 4), 32);
    for (int step = 0; step < 5; step++) {
      joint.fit(new INDArray[] {rows}, new INDArray[] {rows});
    }
    return joint;
  }

  private static double[] dense(Layer layer, double[] x, Activation activation) {
    INDArray weights = layer.paramTable().get("W");
    INDArray bias = layer.paramTable().get("b");
    INDArray gain = layer.paramTable().get("g");
    double[] y = new double[(int) weights.size(1)];
    for (int j = 0; j < y.length; j++) {
      for (int i = 0; i < x.length; i++) {
        y[j] += x[i] * weights.getDouble(i, j);
      }
    }
    if (gain != null) {
      y = normalised(y);
    }
    for (int j = 0; j < y.length; j++) {
      double scaled = gain == null ? y[j] : y[j] * gain.getDouble(j);
      y[j] = activate(scaled + bias.getDouble(j), activation);
    }
    return y;
  }

  private static double[] normalised(double[] x) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (x[i] - mean) / Math.sqrt(variance);
    }
    return y;
  }

  private static double activate(double x, Activation activation) {
    if (activation == null) {
      return x;
    }
    return switch (activation) {
      case RELU -> Math.max(0, x);
      case LEAKYRELU -> x < 0 ? 0.01 * x : x;
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      default -> throw new IllegalArgumentException(activation.name());
    };
  }

  private static void assertRow(float[] found, int row, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found[row * expected.length + i]).isCloseTo(expected[i], within(1e-5));
    }
  }
}
