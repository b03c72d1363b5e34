package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Every activation after a dense layer, and as a layer of its own that others read too. */
class ActivationParityTest {
  private static final int IN = 5;
  private static final int OUT = 4;

  static Stream<IActivation> activations() {
    return Stream.concat(
        Stream.of(
                Activation.RELU,
                Activation.RELU6,
                Activation.HARDTANH,
                Activation.HARDSIGMOID,
                Activation.TANH,
                Activation.SIGMOID,
                Activation.SOFTSIGN,
                Activation.RECTIFIEDTANH,
                Activation.ELU,
                Activation.SELU,
                Activation.SOFTPLUS,
                Activation.SOFTMAX,
                Activation.CUBE,
                Activation.SWISH,
                Activation.GELU)
            .map(Activation::getActivationFunction),
        Stream.of(new ActivationGELU(true), new ActivationLReLU(0.2)));
  }

  @ParameterizedTest
  @MethodSource("activations")
  void agreesWithDl4j(IActivation activation) {
    Data data = new Data(5);
    // Cubes of cubes would diverge; the others should reach their flat ends.
    float scale = activation instanceof ActivationCube ? 0.4f : 2;
    Parity.check(
        graph(activation),
        step -> {
          int rows = step % 4 == 3 ? 5 : 11;
          Values in = scaled(data.flat(rows, IN), scale);
          return new Batch(rows, List.of(in), List.of(data.flat(rows, OUT)));
        });
  }

  private static Values scaled(Values values, float by) {
    for (int i = 0; i < values.data().length; i++) {
      values.data()[i] *= by;
    }
    return values;
  }

  private static ComputationGraphConfiguration graph(IActivation activation) {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Nesterovs(0.1))
        .graphBuilder()
        .addInputs("in")
        .addLayer("a", dense(IN, activation), "in")
        .addLayer("b", dense(7, new ActivationIdentity()), "a")
        .addLayer("c", new ActivationLayer.Builder().activation(activation).build(), "b")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(7)
                .nOut(OUT)
                .activation(Activation.IDENTITY)
                .build(),
            "c")
        .setOutputs("out")
        .build();
  }

  private static DenseLayer dense(int nIn, IActivation activation) {
    return new DenseLayer.Builder().nIn(nIn).nOut(7).activation(activation).build();
  }

  @Test
  void refusesWhatDl4jDifferentiatesWronglyAndRareOptions() {
    refuses(new ActivationELU(0.5), "a: activation elu(alpha=0.5)");
    refuses(new ActivationReLU(3.0, null, null), "a: activation relu");
    refuses(new ActivationLReLU(-0.1), "a: activation leakyrelu(a=-0.1)");
  }

  private static void refuses(IActivation activation, String message) {
    String json = graph(activation).toJson();
    assertThatThrownBy(() -> new FusedReplicaFactory(json).check())
        .isInstanceOf(UncoveredException.class)
        .hasMessageStartingWith(message);
  }
}
