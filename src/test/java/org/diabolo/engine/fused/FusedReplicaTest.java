package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class FusedReplicaTest {
  private static final int IN = 11;
  private static final int OUT = 7;

  private static IUpdater updater(String name) {
    return switch (name) {
      case "adam" -> new Adam(0.1);
      case "nesterovs" -> new Nesterovs(0.1);
      case "sgd" -> new Sgd(0.1);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static ComputationGraphConfiguration graph(
      IUpdater updater, Activation hidden, Activation last, boolean norm, double dropout) {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(updater)
        .graphBuilder()
        .addInputs("in")
        .addLayer(
            "a",
            new DenseLayer.Builder().nIn(IN).nOut(13).activation(hidden).hasLayerNorm(norm).build(),
            "in")
        .addLayer(
            "b",
            new DenseLayer.Builder().nIn(13).nOut(5).activation(hidden).dropOut(dropout).build(),
            "a")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE).nIn(5).nOut(OUT).activation(last).build(),
            "b")
        .setOutputs("out")
        .build();
  }

  private static Batch batch(Random random, int rows) {
    // Longer than the rows need, as a reader's arrays can be.
    return new Batch(rows, numbers(random, rows * IN + 3), numbers(random, rows * OUT + 5));
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  @ParameterizedTest
  @CsvSource({
    "adam, TANH, SIGMOID",
    "adam, LEAKYRELU, IDENTITY",
    "nesterovs, RELU, IDENTITY",
    "nesterovs, SIGMOID, TANH",
    "sgd, RELU, SIGMOID",
    "sgd, IDENTITY, LEAKYRELU",
  })
  void twentyStepsAgreeWithDl4j(String optimizer, Activation hidden, Activation last) {
    String json = graph(updater(optimizer), hidden, last, false, 0).toJson();
    Replica dl4j = new Dl4jReplicaFactory(json).create();
    Replica fused = new FusedReplicaFactory(json).create();
    ModelState start = new Dl4jReplicaFactory(json).start();
    dl4j.load(start, 1);
    fused.load(start, 1);
    Random random = new Random(6);
    for (int step = 0; step < 20; step++) {
      Batch batch = batch(random, step % 4 == 3 ? 5 : 16);
      double rate = 0.0005 * (step + 1);
      double expected = dl4j.step(batch, rate);
      assertThat(fused.step(batch, rate)).isCloseTo(expected, within(1e-5 * expected));
    }
    ModelState expected = dl4j.save();
    ModelState found = fused.save();
    assertThat(found.iteration()).isEqualTo(expected.iteration()).isEqualTo(20);
    assertClose(found.parameters(), expected.parameters(), 1e-5f);
    assertClose(found.updater(), expected.updater(), 1e-6f);
    Batch more = batch(random, 9);
    assertThat(fused.loss(more)).isCloseTo(dl4j.loss(more), within(1e-5));
  }

  private static void assertClose(float[] found, float[] expected, float tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("at " + i).isCloseTo(expected[i], within(tolerance));
    }
  }

  @Test
  void forwardAgreesWithDl4j() throws Exception {
    ComputationGraph graph =
        new ComputationGraph(graph(new Sgd(0.1), Activation.TANH, Activation.SIGMOID, false, 0));
    graph.init();
    FusedForward forward = new FusedForward(graph);
    for (int rows : new int[] {3, 10, 1}) {
      float[] input = numbers(new Random(rows), rows * IN);
      INDArray expected = graph.outputSingle(Nd4j.create(input, new long[] {rows, IN}, 'c'));
      assertClose(forward.apply(rows, input), expected.dup('c').data().asFloat(), 2e-6f);
    }
  }

  /** Central differences of the loss, itself summed in double precision. */
  @Test
  void gradientsAgreeWithFiniteDifferences() throws Exception {
    String json = graph(new Sgd(1), Activation.TANH, Activation.SIGMOID, false, 0).toJson();
    Replica fused = new FusedReplicaFactory(json).create();
    ModelState start = new Dl4jReplicaFactory(json).start();
    Batch batch = batch(new Random(2), 8);
    fused.load(start, 0);
    fused.step(batch, 1);
    float[] after = fused.save().parameters();
    float h = 1e-2f;
    for (int i = 0; i < after.length; i += 3) {
      double slope =
          (lossAt(fused, start, i, h, batch) - lossAt(fused, start, i, -h, batch)) / (2 * h);
      assertThat((double) start.parameters()[i] - after[i]).isCloseTo(slope, within(2e-5));
    }
  }

  private static double lossAt(Replica replica, ModelState start, int i, float h, Batch batch) {
    float[] moved = start.parameters().clone();
    moved[i] += h;
    replica.load(new ModelState(moved, start.updater(), 0), 0);
    return replica.loss(batch);
  }

  @Test
  void saysWhatItDoesNotCover() {
    check(graph(new AdaDelta(), Activation.RELU, Activation.TANH, false, 0), "a: updater AdaDelta");
    check(
        graph(new Sgd(0.1), Activation.RATIONALTANH, Activation.TANH, false, 0),
        "a: activation rationaltanh");
  }

  private static void check(ComputationGraphConfiguration graph, String message) {
    assertThatThrownBy(() -> new FusedReplicaFactory(graph.toJson()).check())
        .isInstanceOf(UncoveredException.class)
        .hasMessageStartingWith(message);
  }
}
