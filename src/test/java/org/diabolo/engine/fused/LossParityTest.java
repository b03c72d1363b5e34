package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.diabolo.network.LossSmoothedSparseMCXENT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

class LossParityTest {
  private static final int IN = 6;
  private static final int OUT = 5;

  /** What the labels of a loss look like. */
  private enum Wanted {
    NUMBERS,
    CLASSES,
    SMOOTHED,
    IDS,
    BITS
  }

  private static INDArray weights() {
    return Nd4j.createFromArray(new float[][] {{0.5f, 2, 1, 0.1f, 3}});
  }

  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of(new LossMSE(), Activation.TANH, Wanted.NUMBERS),
        Arguments.of(new LossMSE(weights()), Activation.GELU, Wanted.NUMBERS),
        Arguments.of(new LossMSE(), Activation.SOFTMAX, Wanted.CLASSES),
        Arguments.of(new LossL2(), Activation.IDENTITY, Wanted.NUMBERS),
        Arguments.of(new LossL2(weights()), Activation.SIGMOID, Wanted.NUMBERS),
        Arguments.of(new LossMAE(), Activation.IDENTITY, Wanted.NUMBERS),
        Arguments.of(new LossL1(weights()), Activation.TANH, Wanted.NUMBERS),
        Arguments.of(new LossMCXENT(), Activation.SOFTMAX, Wanted.CLASSES),
        Arguments.of(new LossMCXENT(), Activation.SOFTMAX, Wanted.SMOOTHED),
        Arguments.of(new LossMCXENT(weights()), Activation.SOFTMAX, Wanted.SMOOTHED),
        Arguments.of(new LossNegativeLogLikelihood(), Activation.SOFTMAX, Wanted.CLASSES),
        Arguments.of(new LossSparseMCXENT(), Activation.SOFTMAX, Wanted.IDS),
        Arguments.of(new LossSparseMCXENT(weights()), Activation.SOFTMAX, Wanted.IDS),
        Arguments.of(new LossSmoothedSparseMCXENT(0.1), Activation.SOFTMAX, Wanted.IDS),
        Arguments.of(new LossSmoothedSparseMCXENT(0), Activation.SOFTMAX, Wanted.IDS),
        Arguments.of(
            new LossSmoothedSparseMCXENT(0.3, 0.05, weights()), Activation.SOFTMAX, Wanted.IDS),
        Arguments.of(new LossBinaryXENT(), Activation.SIGMOID, Wanted.BITS),
        Arguments.of(new LossBinaryXENT(weights()), Activation.SIGMOID, Wanted.BITS),
        Arguments.of(new LossBinaryXENT(0.01), Activation.SIGMOID, Wanted.SMOOTHED));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void outputLayer(ILossFunction loss, Activation activation, Wanted wanted) {
    OutputLayer layer =
        new OutputLayer.Builder(loss).nIn(7).nOut(OUT).activation(activation).build();
    Data data = new Data(8);
    Parity.check(
        graph(layer, 7, null), step -> batch(data, step % 4 == 3 ? 5 : 12, wanted, step % 3 == 1));
  }

  /**
   * Against an output layer, not against DL4J: DL4J's loss layer frees its labels' memory after
   * each batch, which arrays that are used again do not survive.
   */
  @ParameterizedTest
  @MethodSource("losses")
  void lossLayer(ILossFunction loss, Activation activation, Wanted wanted) throws Exception {
    DenseLayer dense =
        new DenseLayer.Builder().nIn(7).nOut(OUT).activation(Activation.IDENTITY).build();
    LossLayer last = new LossLayer.Builder(loss).activation(activation).build();
    OutputLayer both =
        new OutputLayer.Builder(loss).nIn(7).nOut(OUT).activation(activation).build();
    FusedReplica whole = replica(graph(both, 7, null));
    FusedReplica apart = replica(graph(last, 7, dense));
    ModelState start = new Dl4jReplicaFactory(graph(both, 7, null).toJson()).start();
    whole.load(start, 1);
    apart.load(start, 1);
    Data data = new Data(8);
    for (int step = 0; step < 5; step++) {
      Batch batch = batch(data, 5 + step, wanted, step % 2 == 1);
      assertThat(apart.step(batch, 0.01)).isEqualTo(whole.step(batch, 0.01));
    }
    assertThat(apart.save().parameters()).containsExactly(whole.save().parameters());
  }

  /** The clip reaches scores only, so that the gradients are no slopes of them. */
  @Test
  void probabilitiesAreClippedFromBothSides() {
    clipped(new LossMCXENT(0.4, null), Wanted.CLASSES);
    clipped(new LossSparseMCXENT(0.4, null), Wanted.IDS);
    clipped(new LossSmoothedSparseMCXENT(0.1, 0.4, null), Wanted.IDS);
  }

  private static void clipped(ILossFunction loss, Wanted wanted) {
    OutputLayer layer =
        new OutputLayer.Builder(loss)
            .nIn(7)
            .nOut(OUT)
            .activation(Activation.SOFTMAX)
            .weightInit(new NormalDistribution(0, 8))
            .build();
    Data data = new Data(8);
    Parity.checkSteps(graph(layer, 7, null), step -> batch(data, 12, wanted, false));
  }

  /** Nothing is wanted of the classes there; gradients, which are p, are no slopes of that. */
  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 0.2})
  void labelsThatAreNoClass(double smoothing) {
    ILossFunction loss =
        smoothing < 0 ? new LossSparseMCXENT() : new LossSmoothedSparseMCXENT(smoothing);
    OutputLayer layer =
        new OutputLayer.Builder(loss).nIn(7).nOut(OUT).activation(Activation.SOFTMAX).build();
    Data data = new Data(8);
    Parity.checkSteps(
        graph(layer, 7, null),
        step -> {
          Batch batch = batch(data, 8, Wanted.IDS, step % 3 == 1);
          batch.labels().get(0).data()[step % 8] = -1;
          return batch;
        });
  }

  private static FusedReplica replica(ComputationGraphConfiguration graph) throws Exception {
    return new FusedReplica(Compiler.compile(graph));
  }

  private static Batch batch(Data data, int rows, Wanted wanted, boolean masked) {
    Values labels =
        switch (wanted) {
          case NUMBERS -> data.flat(rows, OUT);
          case CLASSES -> data.classes(rows, 1, OUT);
          case SMOOTHED -> smoothed(data.classes(rows, 1, OUT));
          case IDS -> data.tokens(rows, 1, OUT);
          case BITS -> bits(data.flat(rows, OUT));
        };
    if (masked) {
      float[] mask = new float[rows];
      Arrays.fill(mask, 1);
      mask[1] = 0;
      mask[rows - 1] = 0;
      labels = new Values(labels.data(), 1, mask);
    }
    return new Batch(rows, List.of(data.flat(rows, IN)), List.of(labels));
  }

  private static Values smoothed(Values classes) {
    float[] labels = classes.data();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = 0.9f * labels[i] + 0.1f / OUT;
    }
    return classes;
  }

  private static Values bits(Values numbers) {
    float[] labels = numbers.data();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] > 0 ? 1 : 0;
    }
    return numbers;
  }

  private static ComputationGraphConfiguration graph(Layer last, int hidden, Layer between) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(4)
            .updater(new Adam(0.1))
            .graphBuilder()
            .addInputs("in")
            .addLayer(
                "a",
                new DenseLayer.Builder().nIn(IN).nOut(hidden).activation(Activation.TANH).build(),
                "in");
    if (between != null) {
      graph.addLayer("b", between, "a");
    }
    return graph
        .addLayer("out", last, between == null ? "a" : "b")
        .setOutputs("out")
        .validateOutputLayerConfig(false)
        .build();
  }

  @Test
  void saysWhatItDoesNotCover() {
    refuses(new LossHinge(), Activation.TANH, "out: loss LossHinge");
    refuses(new LossMCXENT(), Activation.SIGMOID, "out: cross-entropy after sigmoid");
    refuses(new LossBinaryXENT(), Activation.SOFTMAX, "out: binary cross-entropy after softmax");
  }

  private static void refuses(ILossFunction loss, Activation activation, String message) {
    String json =
        graph(
                new OutputLayer.Builder(loss).nIn(7).nOut(OUT).activation(activation).build(),
                7,
                null)
            .toJson();
    assertThatThrownBy(() -> new FusedReplicaFactory(json).check())
        .isInstanceOf(UncoveredException.class)
        .hasMessageStartingWith(message);
  }
}
