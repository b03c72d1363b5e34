package org.diabolo.engine.fused;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Rows reversed within their lengths, and sequences read as rows and rows as sequences. */
class ReversedAndReshapedParityTest {
  private static final int IN = 3;
  private static final int HIDDEN = 4;
  private static final int OUT = 2;

  /** Odd, so that a step in the middle stays where it is. */
  private static final int STEPS = 5;

  private final Data data = new Data(21);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void reversed(boolean masked) {
    Parity.check(
        graph()
            .addLayer("a", lstm(IN), "in")
            .addVertex("reversed", new ReverseTimeSeriesVertex("in"), "a")
            .addLayer("b", lstm(HIDDEN), "reversed")
            .addVertex("back", new ReverseTimeSeriesVertex("in"), "b")
            .addLayer("out", steps(), "back")
            .build(),
        step -> {
          int rows = rows(step);
          // Odd and even lengths, one step among them.
          int length = 1 + step % 6;
          Values in = data.sequence(rows, length, IN);
          Values target = data.sequence(rows, length, OUT);
          if (!masked) {
            return new Batch(rows, List.of(in), List.of(target));
          }
          float[] mask = data.mask(rows, length);
          return new Batch(
              rows,
              List.of(new Values(in.data(), length, mask)),
              List.of(new Values(target.data(), length, mask)));
        });
  }

  @Test
  void reversedWithoutRegardToAMask() {
    Parity.check(
        graph()
            .addLayer("a", lstm(IN), "in")
            .addVertex("reversed", new ReverseTimeSeriesVertex(), "a")
            .addLayer("b", lstm(HIDDEN), "reversed")
            .addLayer("out", steps(), "b")
            .build(),
        step ->
            new Batch(
                rows(step),
                List.of(data.sequence(rows(step), 1 + step % 6, IN)),
                List.of(data.sequence(rows(step), 1 + step % 6, OUT))));
  }

  @Test
  void rowsAsSequences() {
    Parity.check(
        graph()
            .addLayer("a", dense(IN, HIDDEN * STEPS), "in")
            .addVertex("unrolled", new ReshapeVertex(-1, HIDDEN, STEPS), "a")
            .addLayer("b", lstm(HIDDEN), "unrolled")
            .addLayer("out", steps(), "b")
            .build(),
        this::vectorsToSequences);
  }

  @Test
  void linesAsSequences() {
    Parity.check(
        graph()
            .addLayer("a", dense(IN, 3 * STEPS), "in")
            .addLayer(
                "b",
                new ConvolutionLayer.Builder(1, 3)
                    .nIn(3)
                    .nOut(HIDDEN)
                    .convolutionMode(ConvolutionMode.Same)
                    .activation(Activation.TANH)
                    .build(),
                new FeedForwardToCnnPreProcessor(1, STEPS, 3),
                "a")
            .addVertex("tokens", new ReshapeVertex(-1, HIDDEN, STEPS), "b")
            .addLayer("out", steps(), "tokens")
            .build(),
        this::vectorsToSequences);
  }

  @Test
  void sequencesAsRows() {
    Parity.check(
        graph()
            .addLayer("a", lstm(IN), "in")
            .addVertex("rolled", new ReshapeVertex(-1, HIDDEN * STEPS), "a")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunction.MSE)
                    .nIn(HIDDEN * STEPS)
                    .nOut(OUT)
                    .activation(Activation.IDENTITY)
                    .build(),
                "rolled")
            .build(),
        step ->
            new Batch(
                rows(step),
                List.of(data.sequence(rows(step), STEPS, IN)),
                List.of(data.flat(rows(step), OUT))));
  }

  private Batch vectorsToSequences(int step) {
    return new Batch(
        rows(step),
        List.of(data.flat(rows(step), IN)),
        List.of(data.masked(rows(step), data.sequence(rows(step), STEPS, OUT))));
  }

  private static int rows(int step) {
    return step % 4 == 3 ? 3 : 5;
  }

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Adam(0.1))
        .graphBuilder()
        .addInputs("in")
        .setOutputs("out");
  }

  private static DenseLayer dense(int in, int out) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(Activation.TANH).build();
  }

  private static LSTM lstm(int in) {
    return new LSTM.Builder().nIn(in).nOut(HIDDEN).activation(Activation.TANH).build();
  }

  private static RnnOutputLayer steps() {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .dataFormat(RNNFormat.NCW)
        .nIn(HIDDEN)
        .nOut(OUT)
        .activation(Activation.IDENTITY)
        .build();
  }
}
