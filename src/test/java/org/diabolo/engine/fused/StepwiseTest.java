package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Values;
import org.diabolo.engine.Stepwise;
import org.diabolo.engine.dl4j.Dl4jStepwise;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class StepwiseTest {
  private static final int ROWS = 4;
  private static final int STEPS = 5;
  private static final int MEMORY = 3;
  private static final int HIDDEN = 6;
  private static final int EMBEDDING = 5;
  private static final int OUT = 7;
  private static final int VOCABULARY = 7;

  private final Data data = new Data(2);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stepsEqualTheWholeSequence(boolean projected) throws UncoveredException {
    ComputationGraph graph = decoder(projected);
    Values tokens = data.tokens(ROWS, STEPS, VOCABULARY);
    List<Values> inputs = inputs(tokens);
    float[] whole = new FusedForward(graph).apply(ROWS, inputs).get(0).data();
    for (Stepwise stepwise : engines(graph)) {
      // A run before leaves nothing behind.
      stepwise.start(2, inputs(data.tokens(2, 1, VOCABULARY), 2));
      stepwise.step(new float[2]);
      stepwise.start(ROWS, inputs);
      for (int step = 0; step < STEPS; step++) {
        float[] expected = column(whole, STEPS, OUT, step);
        float[] found = stepwise.step(column(tokens.data(), STEPS, 1, step));
        Parity.assertClose("step " + step, found, expected, Parity.TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void selectedRowsGoOnWithTheirPastAndInputs(boolean projected) throws UncoveredException {
    ComputationGraph graph = decoder(projected);
    List<Values> inputs = inputs(null);
    int[][] selections = {{3, 1, 1, 0, 2, 3}, {5, 0, 2}, {2, 1, 0}};
    List<List<float[]>> outputs = new ArrayList<>();
    for (Stepwise stepwise : engines(graph)) {
      List<float[]> found = new ArrayList<>();
      stepwise.start(ROWS, inputs);
      int rows = ROWS;
      for (int[] selection : selections) {
        found.add(stepwise.step(tokens(rows, found.size())));
        stepwise.select(selection);
        rows = selection.length;
      }
      found.add(stepwise.step(tokens(rows, found.size())));
      outputs.add(found);
    }
    for (int step = 0; step <= selections.length; step++) {
      Parity.assertClose(
          "step " + step, outputs.get(0).get(step), outputs.get(1).get(step), Parity.TOLERANCE);
    }
  }

  @Test
  void whatDependsOnLaterStepsIsRefused() {
    ComputationGraphConfiguration graph =
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("in")
            .addLayer("both", new Bidirectional(lstm(2)), "in")
            .addLayer("out", output(2 * HIDDEN), "both")
            .setOutputs("out")
            .build();
    ComputationGraph built = new ComputationGraph(graph);
    built.init();
    assertThatThrownBy(() -> new FusedStepwise(built, "in"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both");
    assertThatThrownBy(() -> new Dl4jStepwise(built, "other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other");
  }

  private static List<Stepwise> engines(ComputationGraph graph) throws UncoveredException {
    return List.of(new FusedStepwise(graph, "given"), new Dl4jStepwise(graph, "given"));
  }

  private static float[] tokens(int rows, int step) {
    float[] tokens = new float[rows];
    for (int row = 0; row < rows; row++) {
      tokens[row] = (row + 2 * step) % VOCABULARY;
    }
    return tokens;
  }

  private List<Values> inputs(Values tokens) {
    return inputs(tokens, ROWS);
  }

  /** In the order of the graph's inputs. */
  private List<Values> inputs(Values tokens, int rows) {
    Values memory = data.masked(rows, data.sequence(rows, MEMORY, HIDDEN));
    return Arrays.asList(data.flat(rows, HIDDEN), tokens, memory);
  }

  private static float[] column(float[] rows, int length, int size, int step) {
    float[] column = new float[ROWS * size];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(rows, (row * length + step) * size, column, row * size, size);
    }
    return column;
  }

  private static ComputationGraph decoder(boolean projected) {
    AttentionVertex attention =
        new AttentionVertex.Builder()
            .nHeads(projected ? 2 : 1)
            .nInQueries(HIDDEN)
            .nInKeys(HIDDEN)
            .nInValues(HIDDEN)
            .nOut(HIDDEN)
            .projectInput(projected)
            .build();
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .updater(new Adam(0.1))
                .graphBuilder()
                .addInputs("code", "given", "memory")
                .addVertex("codes", new DuplicateToTimeSeriesVertex("given"), "code")
                .addLayer(
                    "g",
                    new EmbeddingSequenceLayer.Builder().nIn(VOCABULARY).nOut(EMBEDDING).build(),
                    "given")
                .addVertex("both", new MergeVertex(), "g", "codes")
                .addLayer("decoder", lstm(EMBEDDING + HIDDEN), "both")
                .addVertex("attention", attention, "decoder", "memory", "memory")
                .addVertex("seen", new MergeVertex(), "decoder", "attention")
                .addLayer("out", output(2 * HIDDEN), "seen")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static LSTM lstm(int in) {
    return new LSTM.Builder().nIn(in).nOut(HIDDEN).activation(Activation.TANH).build();
  }

  private static RnnOutputLayer output(int in) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .dataFormat(RNNFormat.NCW)
        .nIn(in)
        .nOut(OUT)
        .activation(Activation.TANH)
        .build();
  }
}
