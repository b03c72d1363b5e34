package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.batch.Batch;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Vertices between dense layers, of which one is read by several, beside an input. */
class VertexParityTest {
  private static final int IN = 6;
  private static final int OUT = 5;

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Adam(0.1))
        .graphBuilder()
        .addInputs("in")
        .addLayer("a", dense(IN, IN), "in")
        .addLayer("b", dense(IN, IN), "a")
        .setOutputs("out");
  }

  private static DenseLayer dense(int in, int out) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(Activation.TANH).build();
  }

  private static ComputationGraphConfiguration ends(GraphBuilder graph, int size) {
    return graph
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(size)
                .nOut(OUT)
                .activation(Activation.IDENTITY)
                .build(),
            "v")
        .build();
  }

  private static void check(ComputationGraphConfiguration graph) {
    Data data = new Data(5);
    Parity.check(
        graph,
        step -> {
          int rows = step % 4 == 3 ? 5 : 11;
          return new Batch(rows, List.of(data.flat(rows, IN)), List.of(data.flat(rows, OUT)));
        });
  }

  @ParameterizedTest
  @EnumSource(Op.class)
  void elementWise(Op op) {
    ElementWiseVertex vertex = new ElementWiseVertex(op);
    if (op == Op.Subtract) {
      check(ends(graph().addVertex("v", vertex, "a", "b"), IN));
      check(ends(graph().addVertex("v", vertex, "in", "b"), IN));
    } else {
      // The same twice: of equal maxima one alone gets the gradient, whichever it is.
      check(ends(graph().addVertex("v", vertex, "a", "b", "in", "a"), IN));
    }
  }

  @Test
  void subset() {
    check(
        ends(
            graph()
                .addVertex("x", new SubsetVertex(1, 3), "a")
                .addVertex("y", new SubsetVertex(3, 5), "b")
                .addVertex("v", new ElementWiseVertex(Op.Product), "x", "y"),
            3));
  }

  @Test
  void scaledAndShifted() {
    check(
        ends(
            graph()
                .addVertex("x", new ScaleVertex(-1.5), "a")
                .addVertex("y", new ShiftVertex(0.7), "b")
                .addVertex("v", new ElementWiseVertex(Op.Product), "x", "y"),
            IN));
  }

  @Test
  void saysWhatItDoesNotCover() {
    refuses(ends(graph().addVertex("v", new L2NormalizeVertex(), "b"), IN), "v: L2NormalizeVertex");
    refuses(
        ends(
            graph()
                .addLayer("c", dense(IN, 1), "b")
                .addVertex("v", new ElementWiseVertex(Op.Add), "a", "c"),
            IN),
        "v: inputs of several shapes");
  }

  private static void refuses(ComputationGraphConfiguration graph, String message) {
    assertThatThrownBy(() -> new FusedReplicaFactory(graph.toJson()).check())
        .isInstanceOf(UncoveredException.class)
        .hasMessageStartingWith(message);
  }
}
