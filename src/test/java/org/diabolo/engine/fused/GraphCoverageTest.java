package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Values;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What of a graph as a whole the plan leaves to DL4J. */
class GraphCoverageTest {
  private static final DenseLayer HIDDEN = new DenseLayer.Builder().nIn(3).nOut(4).build();

  private static GraphBuilder graph(Consumer<NeuralNetConfiguration.Builder> options) {
    NeuralNetConfiguration.Builder common = new NeuralNetConfiguration.Builder().seed(1);
    options.accept(common);
    return common.graphBuilder().addInputs("in").addLayer("a", HIDDEN, "in");
  }

  private static OutputLayer output(int in) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(in)
        .nOut(4)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static void assertUncovered(GraphBuilder graph, String message) {
    assertThatThrownBy(() -> new FusedReplicaFactory(graph.build().toJson()).check())
        .isInstanceOf(UncoveredException.class)
        .hasMessage(message);
  }

  @Test
  void otherWaysOfTraining() {
    assertUncovered(
        graph(common -> {})
            .addLayer("out", output(4), "a")
            .setOutputs("out")
            .backpropType(BackpropType.TruncatedBPTT)
            .tBPTTLength(4),
        "truncated back-propagation through time");
    String other = "an optimisation other than stochastic gradient descent over mini-batches";
    assertUncovered(
        graph(common -> common.optimizationAlgo(OptimizationAlgorithm.LBFGS))
            .addLayer("out", output(4), "a")
            .setOutputs("out"),
        other);
    assertUncovered(
        graph(common -> common.minimize(false)).addLayer("out", output(4), "a").setOutputs("out"),
        other);
    assertUncovered(
        graph(common -> common.miniBatch(false)).addLayer("out", output(4), "a").setOutputs("out"),
        other);
    assertUncovered(
        graph(common -> common.dataType(DataType.DOUBLE))
            .addLayer("out", output(4), "a")
            .setOutputs("out"),
        "numbers of DOUBLE");
  }

  /** DL4J cannot train these: their losses would be left out of the gradients. */
  @Test
  void outputLayersThatAreReadInside() {
    assertUncovered(
        graph(common -> {})
            .addLayer("one", output(4), "a")
            .addLayer("two", output(4), "one")
            .setOutputs("one", "two"),
        "one: an output layer that is read inside the graph");
    assertUncovered(
        graph(common -> {})
            .addLayer("middle", output(4), "a")
            .addLayer("out", output(4), "middle")
            .setOutputs("out"),
        "middle: an output layer that is read inside the graph");
    assertUncovered(
        graph(common -> {}).addLayer("out", output(4), "a").setOutputs("out", "out"),
        "an output that is there twice");
    assertUncovered(
        graph(common -> {}).addLayer("out", output(4), "a").setOutputs("out", "a"),
        "an output without a loss");
  }

  /** Constraints change what training does, and nothing of inference. */
  @Test
  void inferenceKnowsNoObstaclesOfTraining() throws Exception {
    GraphBuilder builder =
        graph(common -> common.constrainWeights(new NonNegativeConstraint()))
            .addLayer("out", output(4), "a")
            .setOutputs("out");
    assertUncovered(builder, "a: constraints");
    GraphBuilder encoder =
        graph(common -> common.constrainWeights(new NonNegativeConstraint())).setOutputs("a");
    ComputationGraph graph = new ComputationGraph(encoder.build());
    graph.init();
    assertThat(Compiler.compile(graph.getConfiguration()).trainable()).isFalse();
    List<Values> codes = new FusedForward(graph).apply(2, List.of(Values.flat(new float[6])));
    assertThat(codes.get(0).data()).hasSize(8);
  }
}
