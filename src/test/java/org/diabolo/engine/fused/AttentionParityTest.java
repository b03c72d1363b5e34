package org.diabolo.engine.fused;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Without finite differences: DL4J doubles the gradients of and before its SameDiff vertices, and
 * the plan with it, see {@code DoubledGradient}.
 */
class AttentionParityTest {
  private static final int HIDDEN = 6;
  private static final int EMBEDDING = 5;
  private static final int OUT = 3;
  private static final int VOCABULARY = 9;

  private final Data data = new Data(12);

  @ParameterizedTest
  @CsvSource({"1, 6, false", "2, 3, false", "3, 4, true"})
  void overProjections(int heads, int headSize, boolean masked) {
    AttentionVertex attention =
        new AttentionVertex.Builder()
            .nHeads(heads)
            .headSize(headSize)
            .nInQueries(4)
            .nInKeys(5)
            .nInValues(7)
            .nOut(HIDDEN)
            .projectInput(true)
            .build();
    Parity.checkSteps(
        graph("q", "k", "v")
            .addVertex("attention", attention, "q", "k", "v")
            .addLayer("out", output(HIDDEN), "attention")
            .build(),
        step -> {
          int rows = step % 4 == 3 ? 3 : 6;
          return new Batch(
              rows,
              List.of(
                  series(rows, 5, 4, masked),
                  series(rows, 4, 5, masked),
                  series(rows, 4, 7, masked)),
              List.of(series(rows, 5, OUT, masked)));
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void encoderAndDecoder(boolean masked) {
    Parity.checkSteps(
        encoderAndDecoder(attention(/* projected= */ false, HIDDEN)), step -> words(step, masked));
  }

  @Test
  void encoderAndDecoderWithProjections() {
    Parity.checkSteps(
        encoderAndDecoder(attention(/* projected= */ true, HIDDEN)), step -> words(step, true));
  }

  /** The decoder alone: what its inputs look like, only the merge and the attention tell. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void decoder(boolean projected) {
    Parity.checkSteps(
        decoder(graph("given", "code", "memory"), attention(projected, HIDDEN)).build(),
        step -> {
          int rows = step % 4 == 3 ? 3 : 6;
          return new Batch(
              rows,
              List.of(
                  tokens(rows, 4, true), data.flat(rows, HIDDEN), series(rows, 5, HIDDEN, true)),
              List.of(series(rows, 4, OUT, true)));
        });
  }

  private Batch words(int step, boolean masked) {
    int rows = step % 4 == 3 ? 3 : 6;
    return new Batch(
        rows,
        List.of(tokens(rows, 5, masked), tokens(rows, 4, masked)),
        List.of(series(rows, 4, OUT, masked)));
  }

  private static ComputationGraphConfiguration encoderAndDecoder(AttentionVertex attention) {
    GraphBuilder encoder =
        graph("source", "given")
            .addLayer("e", embedding(), "source")
            .addLayer("memory", lstm(EMBEDDING), "e")
            .addVertex("code", new LastTimeStepVertex("source"), "memory");
    return decoder(encoder, attention).build();
  }

  private static GraphBuilder decoder(GraphBuilder graph, AttentionVertex attention) {
    return graph
        .addVertex("codes", new DuplicateToTimeSeriesVertex("given"), "code")
        .addLayer("g", embedding(), "given")
        .addVertex("both", new MergeVertex(), "g", "codes")
        .addLayer("decoder", lstm(EMBEDDING + HIDDEN), "both")
        .addVertex("attention", attention, "decoder", "memory", "memory")
        .addVertex("seen", new MergeVertex(), "decoder", "attention")
        .addLayer("out", output(2 * HIDDEN), "seen");
  }

  private static AttentionVertex attention(boolean projected, int size) {
    return new AttentionVertex.Builder()
        .nHeads(projected ? 2 : 1)
        .nInQueries(size)
        .nInKeys(size)
        .nInValues(size)
        .nOut(size)
        .projectInput(projected)
        .build();
  }

  private Values series(int rows, int length, int size, boolean masked) {
    Values values = data.sequence(rows, length, size);
    return masked ? data.masked(rows, values) : values;
  }

  private Values tokens(int rows, int length, boolean masked) {
    Values values = data.tokens(rows, length, VOCABULARY);
    return masked ? data.masked(rows, values) : values;
  }

  private static GraphBuilder graph(String... inputs) {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Adam(0.1))
        .graphBuilder()
        .addInputs(inputs)
        .setOutputs("out");
  }

  private static Layer lstm(int in) {
    return new LSTM.Builder().nIn(in).nOut(HIDDEN).activation(Activation.TANH).build();
  }

  private static Layer embedding() {
    return new EmbeddingSequenceLayer.Builder().nIn(VOCABULARY).nOut(EMBEDDING).build();
  }

  private static Layer output(int in) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .dataFormat(RNNFormat.NCW)
        .nIn(in)
        .nOut(OUT)
        .activation(Activation.TANH)
        .build();
  }
}
