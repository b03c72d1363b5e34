package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class SequenceParityTest {
  private static final int IN = 5;
  private static final int HIDDEN = 7;
  private static final int OUT = 3;
  private static final int VOCABULARY = 11;

  private final Data data = new Data(8);

  /** Batch size and length vary from step to step. */
  private static int rows(int step) {
    return step % 4 == 3 ? 3 : 6;
  }

  private static int length(int step) {
    return step % 5 == 4 ? 1 : 3 + step % 3;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lstm(boolean masked) {
    Parity.check(
        graph("in").addLayer("a", lstm(IN), "in").addLayer("out", output(HIDDEN), "a").build(),
        step -> series(step, masked));
  }

  @Test
  void lstmsOnTopOfEachOther() {
    Parity.check(
        graph("in")
            .addLayer("a", lstm(IN), "in")
            .addLayer("b", lstm(HIDDEN), "a")
            .addLayer("out", output(HIDDEN), "b")
            .build(),
        step -> series(step, true));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void embeddedTokens(boolean bias) {
    Parity.check(
        graph("in")
            .addLayer("e", embedding(bias, Activation.TANH), "in")
            .addLayer("a", lstm(IN), "e")
            .addLayer("out", output(HIDDEN), "a")
            .build(),
        step -> new Batch(rows(step), List.of(tokens(step, bias)), List.of(target(step, bias))));
  }

  /** The identity's vectors are not made where the LSTM looks its products up. */
  @ParameterizedTest
  @EnumSource(names = {"TANH", "IDENTITY"})
  void maskedTokensAreOfTheVocabularyToo(Activation activation) throws Exception {
    FusedReplica replica =
        new FusedReplica(
            Compiler.compile(
                graph("in")
                    .addLayer("e", embedding(false, activation), "in")
                    .addLayer("a", lstm(IN), "e")
                    .addLayer("out", output(HIDDEN), "a")
                    .build()));
    Values tokens = data.tokens(1, 2 * VOCABULARY, VOCABULARY);
    float[] mask = new float[2 * VOCABULARY];
    Arrays.fill(mask, 0, VOCABULARY, 1);
    tokens.data()[2 * VOCABULARY - 1] = VOCABULARY;
    Batch batch =
        new Batch(
            1,
            List.of(new Values(tokens.data(), tokens.length(), mask)),
            List.of(data.sequence(1, tokens.length(), OUT)));
    assertThatThrownBy(() -> replica.loss(batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "token %d for an embedding of %d tokens, counted from 0", VOCABULARY, VOCABULARY);
  }

  @Test
  void oneTokenARow() {
    EmbeddingLayer embedding =
        new EmbeddingLayer.Builder().nIn(VOCABULARY).nOut(IN).activation(Activation.TANH).build();
    Parity.check(
        graph("in").addLayer("e", embedding, "in").addLayer("out", vectors(IN), "e").build(),
        step ->
            new Batch(
                rows(step),
                List.of(data.tokens(rows(step), 1, VOCABULARY)),
                List.of(data.flat(rows(step), OUT))));
  }

  @ParameterizedTest
  @EnumSource(Bidirectional.Mode.class)
  void bothDirections(Bidirectional.Mode mode) {
    int size = mode == Bidirectional.Mode.CONCAT ? 2 * HIDDEN : HIDDEN;
    Parity.check(
        graph("in")
            .addLayer("e", embedding(false, Activation.IDENTITY), "in")
            .addLayer("a", new Bidirectional(mode, lstm(IN)), "e")
            .addLayer("out", output(size), "a")
            .build(),
        step -> new Batch(rows(step), List.of(tokens(step, true)), List.of(target(step, true))));
  }

  @Test
  void lastStepOfALayer() {
    Parity.check(lastStep(), step -> lastOf(step, /* masked= */ false, /* paddingFirst= */ false));
  }

  /**
   * No finite differences here: DL4J's last steps by a mask are single precision even in a network
   * of double precision, and its gradients ignore the masks that its output obeys.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lastStepOfALayerWithMasks(boolean paddingFirst) {
    Parity.checkSteps(lastStep(), step -> lastOf(step, /* masked= */ true, paddingFirst));
  }

  private static ComputationGraphConfiguration lastStep() {
    return graph("in")
        .addLayer("a", new LastTimeStep(lstm(IN)), "in")
        .addLayer("out", vectors(HIDDEN), "a")
        .build();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lastStepByTheMaskOfAnInput(boolean masked) {
    Parity.check(
        graph("in")
            .addLayer("a", lstm(IN), "in")
            .addVertex("last", new LastTimeStepVertex("in"), "a")
            .addLayer("out", vectors(HIDDEN), "last")
            .build(),
        step -> lastOf(step, masked, /* paddingFirst= */ false));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void encoderAndDecoder(boolean masked) {
    Parity.check(
        graph("source", "given")
            .addLayer("e", embedding(false, Activation.IDENTITY), "source")
            .addLayer("encoder", lstm(IN), "e")
            .addVertex("code", new LastTimeStepVertex("source"), "encoder")
            .addVertex("codes", new DuplicateToTimeSeriesVertex("given"), "code")
            .addLayer("g", embedding(false, Activation.IDENTITY), "given")
            .addVertex("both", new MergeVertex(), "g", "codes")
            .addLayer("decoder", lstm(IN + HIDDEN), "both")
            .addLayer("out", output(HIDDEN), "decoder")
            .build(),
        step ->
            new Batch(
                rows(step),
                List.of(tokens(step, masked), tokens(step + 1, rows(step), masked)),
                List.of(target(step + 1, rows(step), masked))));
  }

  @Test
  void decoderOfACode() {
    Parity.check(
        graph("code", "given")
            .addVertex("codes", new DuplicateToTimeSeriesVertex("given"), "code")
            .addLayer("g", embedding(false, Activation.IDENTITY), "given")
            .addVertex("both", new MergeVertex(), "g", "codes")
            .addLayer("decoder", lstm(IN + HIDDEN), "both")
            .addLayer("out", output(HIDDEN), "decoder")
            .build(),
        step ->
            new Batch(
                rows(step),
                List.of(data.flat(rows(step), HIDDEN), tokens(step, false)),
                List.of(target(step, false))));
  }

  /** The dense layer obeys the mask of the input; the merge is masked only where all is. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void denseLayersAndMergesBetween(boolean both) {
    DenseLayer dense =
        new DenseLayer.Builder().nIn(IN).nOut(4).activation(Activation.SIGMOID).build();
    DenseLayer after =
        new DenseLayer.Builder().nIn(2 * HIDDEN).nOut(6).activation(Activation.TANH).build();
    Parity.check(
        graph("in", "other")
            .addLayer("dense", dense, new RnnToFeedForwardPreProcessor(), "in")
            .addLayer("a", lstm(4), new FeedForwardToRnnPreProcessor(), "dense")
            .addLayer("b", lstm(IN), "other")
            .addVertex("both", new MergeVertex(), "a", "b")
            .addLayer("after", after, new RnnToFeedForwardPreProcessor(), "both")
            .addLayer("out", output(6), new FeedForwardToRnnPreProcessor(), "after")
            .build(),
        step -> {
          Values first = data.sequence(rows(step), length(step), IN);
          Values second = data.sequence(rows(step), length(step), IN);
          return new Batch(
              rows(step),
              List.of(
                  data.masked(rows(step), first), both ? data.masked(rows(step), second) : second),
              List.of(target(step, true)));
        });
  }

  private Batch series(int step, boolean masked) {
    Values values = data.sequence(rows(step), length(step), IN);
    return new Batch(
        rows(step),
        List.of(masked ? data.masked(rows(step), values) : values),
        List.of(target(step, masked)));
  }

  private Batch lastOf(int step, boolean masked, boolean paddingFirst) {
    Values values = data.sequence(rows(step), length(step), IN);
    if (masked) {
      values = data.masked(rows(step), values);
    }
    if (paddingFirst) {
      values = new Values(values.data(), values.length(), reversed(values.mask(), values.length()));
    }
    return new Batch(rows(step), List.of(values), List.of(data.flat(rows(step), OUT)));
  }

  private static float[] reversed(float[] mask, int length) {
    float[] reversed = new float[mask.length];
    for (int i = 0; i < mask.length; i++) {
      reversed[i] = mask[i / length * length + length - 1 - i % length];
    }
    return reversed;
  }

  private Values tokens(int step, boolean masked) {
    return tokens(step, rows(step), masked);
  }

  private Values tokens(int step, int rows, boolean masked) {
    Values tokens = data.tokens(rows, length(step), VOCABULARY);
    return masked ? data.masked(rows, tokens) : tokens;
  }

  private Values target(int step, boolean masked) {
    return target(step, rows(step), masked);
  }

  private Values target(int step, int rows, boolean masked) {
    Values target = data.sequence(rows, length(step), OUT);
    return masked ? data.masked(rows, target) : target;
  }

  private static GraphBuilder graph(String... inputs) {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Adam(0.1))
        .graphBuilder()
        .addInputs(inputs)
        .setOutputs("out");
  }

  private static LSTM lstm(int in) {
    return new LSTM.Builder().nIn(in).nOut(HIDDEN).activation(Activation.TANH).build();
  }

  private static Layer embedding(boolean bias, Activation activation) {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(VOCABULARY)
        .nOut(IN)
        .hasBias(bias)
        .activation(activation)
        .build();
  }

  private static Layer output(int in) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .dataFormat(RNNFormat.NCW)
        .nIn(in)
        .nOut(OUT)
        .activation(Activation.TANH)
        .build();
  }

  private static Layer vectors(int in) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(in)
        .nOut(OUT)
        .activation(Activation.TANH)
        .build();
  }
}
