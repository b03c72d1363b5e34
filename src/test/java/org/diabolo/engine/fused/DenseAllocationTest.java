package org.diabolo.engine.fused;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** A graph with about everything in it that is neither recurrent nor convolutional. */
class DenseAllocationTest {
  private static final int IN = 6;
  private static final int OUT = 5;

  static Stream<Arguments> graphs() {
    return Stream.of(
        Arguments.of(
            new Adam(0.1),
            GradientNormalization.ClipL2PerLayer,
            new LossMCXENT(),
            Activation.SOFTMAX,
            Activation.GELU),
        Arguments.of(
            new AMSGrad(0.1),
            GradientNormalization.None,
            new LossSparseMCXENT(),
            Activation.SOFTMAX,
            Activation.TANH),
        Arguments.of(
            new Nesterovs(0.1),
            GradientNormalization.RenormalizeL2PerParamType,
            new LossBinaryXENT(),
            Activation.SIGMOID,
            Activation.ELU),
        Arguments.of(
            new RmsProp(0.1),
            GradientNormalization.ClipElementWiseAbsoluteValue,
            new LossMSE(),
            Activation.SOFTPLUS,
            Activation.SWISH));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void stepsAllocateNothing(
      IUpdater updater,
      GradientNormalization normalization,
      ILossFunction loss,
      Activation last,
      Activation hidden) {
    Data data = new Data(5);
    Allocations.check(
        graph(updater, normalization, loss, last, hidden),
        step -> batch(data, 3 + step, loss instanceof LossSparseMCXENT));
  }

  private static Batch batch(Data data, int rows, boolean sparse) {
    Values labels = sparse ? data.tokens(rows, 1, OUT) : data.classes(rows, 1, OUT);
    float[] mask = new float[rows];
    Arrays.fill(mask, 1, rows, 1);
    return new Batch(
        rows, List.of(data.flat(rows, IN)), List.of(new Values(labels.data(), 1, mask)));
  }

  private static ComputationGraphConfiguration graph(
      IUpdater updater,
      GradientNormalization normalization,
      ILossFunction loss,
      Activation last,
      Activation hidden) {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(updater)
        .gradientNormalization(normalization)
        .l1(0.01)
        .weightDecay(0.01)
        .dropOut(0.9)
        .graphBuilder()
        .addInputs("in")
        .addLayer("a", dense(IN, hidden), "in")
        .addLayer("b", dense(8, hidden), "a")
        .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")
        .addVertex("max", new ElementWiseVertex(ElementWiseVertex.Op.Max), "sum", "b")
        .addLayer("drop", new DropoutLayer(0.7), "max")
        .addLayer(
            "soft", new ActivationLayer.Builder().activation(Activation.SOFTMAX).build(), "drop")
        .addVertex("scale", new ScaleVertex(2), "soft")
        .addVertex("some", new SubsetVertex(1, 7), "scale")
        .addLayer(
            "out", new OutputLayer.Builder(loss).nIn(7).nOut(OUT).activation(last).build(), "some")
        .setOutputs("out")
        .build();
  }

  private static DenseLayer dense(int in, Activation activation) {
    return new DenseLayer.Builder()
        .nIn(in)
        .nOut(8)
        .hasLayerNorm(true)
        .activation(activation)
        .build();
  }
}
