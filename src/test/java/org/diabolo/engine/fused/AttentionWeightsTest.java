package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Values;
import org.diabolo.engine.Stepwise;
import org.diabolo.engine.dl4j.Dl4jStepwise;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The weights that a stepwise run tells, beside equation 1 of Vaswani et al. in plain Java. */
class AttentionWeightsTest {
  private static final int ROWS = 3;
  private static final int LENGTH = 4;
  private static final int SIZE = 6;
  private static final int VOCABULARY = 5;

  private final Data data = new Data(8);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void weightsAreTheMeanOfTheHeads(int heads) throws UncoveredException {
    ComputationGraph graph = graph(heads);
    Values memory = data.masked(ROWS, data.sequence(ROWS, LENGTH, SIZE));
    Stepwise stepwise = new FusedStepwise(graph, "given");
    stepwise.start(ROWS, Arrays.asList(memory, null));
    for (float[] tokens : new float[][] {{1, 4, 2}, {0, 3, 3}}) {
      stepwise.step(tokens);
      float[] found = stepwise.attention();
      Parity.assertClose("weights", found, expected(graph, heads, memory, tokens), 1e-5);
    }
    assertThat(stepwise.attends()).isTrue();
    // Rows of their own after a selection.
    stepwise.select(new int[] {2, 0, 1, 0});
    stepwise.step(new float[] {1, 1, 1, 1});
    float[] selected = stepwise.attention();
    assertThat(selected).hasSize(4 * LENGTH);
    assertThat(Arrays.copyOfRange(selected, LENGTH, 2 * LENGTH))
        .isEqualTo(Arrays.copyOfRange(selected, 3 * LENGTH, 4 * LENGTH));
  }

  @Test
  void dl4jDoesNotTell() {
    Stepwise stepwise = new Dl4jStepwise(graph(1), "given");
    assertThat(stepwise.attends()).isFalse();
    assertThatThrownBy(stepwise::attention)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("Dl4jStepwise does not tell what was attended to");
  }

  private static float[] expected(
      ComputationGraph graph, int heads, Values memory, float[] tokens) {
    INDArray embedding = graph.getLayer("written").getParam("W");
    INDArray q = graph.getVertex("attended").paramTable(false).get("Wq");
    INDArray k = graph.getVertex("attended").paramTable(false).get("Wk");
    int head = SIZE / heads;
    float[] expected = new float[ROWS * LENGTH];
    for (int row = 0; row < ROWS; row++) {
      for (int h = 0; h < heads; h++) {
        double[] weights = new double[LENGTH];
        double sum = 0;
        for (int step = 0; step < LENGTH; step++) {
          double score = 0;
          for (int i = 0; i < head; i++) {
            double query = 0;
            double key = 0;
            for (int j = 0; j < SIZE; j++) {
              query += embedding.getDouble((int) tokens[row], j) * q.getDouble(h, i, j);
              key += memory.data()[(row * LENGTH + step) * SIZE + j] * k.getDouble(h, i, j);
            }
            score += query * key / Math.sqrt(head);
          }
          weights[step] = memory.mask()[row * LENGTH + step] * Math.exp(score);
          sum += weights[step];
        }
        for (int step = 0; step < LENGTH; step++) {
          expected[row * LENGTH + step] += (float) (weights[step] / sum / heads);
        }
      }
    }
    return expected;
  }

  private static ComputationGraph graph(int heads) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(6)
                .graphBuilder()
                .addInputs("memory", "given")
                .addLayer(
                    "written",
                    new EmbeddingSequenceLayer.Builder().nIn(VOCABULARY).nOut(SIZE).build(),
                    "given")
                .addVertex(
                    "attended",
                    new AttentionVertex.Builder()
                        .nHeads(heads)
                        .headSize(SIZE / heads)
                        .nInQueries(SIZE)
                        .nInKeys(SIZE)
                        .nInValues(SIZE)
                        .nOut(SIZE)
                        .projectInput(true)
                        .build(),
                    "written",
                    "memory",
                    "memory")
                .addLayer(
                    "out",
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(SIZE)
                        .nOut(2)
                        .activation(Activation.TANH)
                        .build(),
                    "attended")
                .setOutputs("out")
                .build());
    graph.init();
    graph.params().muli(3);
    return graph;
  }
}
