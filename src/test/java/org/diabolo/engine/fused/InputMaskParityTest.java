package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.diabolo.engine.Replica;
import org.diabolo.network.LossSmoothedSparseMCXENT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Masks of the input that reach a loss, with and without masks of the labels. */
class InputMaskParityTest {
  private static final int IN = 6;
  private static final int OUT = 5;

  private final Data data = new Data(8);

  /** Which masks a batch has. */
  private enum Masks {
    NONE,
    INPUT,
    LABELS,
    BOTH
  }

  static Stream<Arguments> cases() {
    return Stream.of(Masks.values())
        .flatMap(
            masks ->
                Stream.of(
                    Arguments.of(masks, new LossMSE(), Activation.TANH),
                    Arguments.of(masks, new LossMCXENT(), Activation.SOFTMAX),
                    Arguments.of(masks, new LossSmoothedSparseMCXENT(0.2), Activation.SOFTMAX),
                    Arguments.of(masks, new LossSparseMCXENT(), Activation.SOFTMAX)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void outputLayer(Masks masks, ILossFunction loss, Activation activation) {
    OutputLayer last =
        new OutputLayer.Builder(loss).nIn(7).nOut(OUT).activation(activation).build();
    ComputationGraphConfiguration graph =
        graph().addLayer("a", dense(7), "in").addLayer("out", last, "a").build();
    Parity.check(graph, vectors(masks, loss));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossLayer(Masks masks, ILossFunction loss, Activation activation) {
    LossLayer last = new LossLayer.Builder(loss).activation(activation).build();
    ComputationGraphConfiguration graph =
        graph().addLayer("a", dense(OUT), "in").addLayer("out", last, "a").build();
    Parity.checkButLossOfSteps(graph, vectors(masks, loss));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossLayerOfSequences(Masks masks, ILossFunction loss, Activation activation) {
    RnnLossLayer last =
        new RnnLossLayer.Builder(loss).dataFormat(RNNFormat.NCW).activation(activation).build();
    LSTM lstm = new LSTM.Builder().nIn(IN).nOut(OUT).activation(Activation.TANH).build();
    ComputationGraphConfiguration graph =
        graph().addLayer("a", lstm, "in").addLayer("out", last, "a").build();
    Parity.check(
        graph,
        step -> {
          int rows = step % 4 == 3 ? 5 : 7;
          int length = 2 + step % 3;
          Values wanted =
              switch (loss.getClass().getSimpleName()) {
                case "LossMSE" -> data.sequence(rows, length, OUT);
                case "LossMCXENT" -> data.classes(rows, length, OUT);
                default -> data.tokens(rows, length, OUT);
              };
          return batch(rows, data.sequence(rows, length, IN), wanted, masks);
        });
  }

  private IntFunction<Batch> vectors(Masks masks, ILossFunction loss) {
    return step -> {
      int rows = step % 4 == 3 ? 5 : 12;
      Values wanted =
          switch (loss.getClass().getSimpleName()) {
            case "LossMSE" -> data.flat(rows, OUT);
            case "LossMCXENT" -> data.classes(rows, 1, OUT);
            default -> data.tokens(rows, 1, OUT);
          };
      return batch(rows, data.flat(rows, IN), wanted, masks);
    };
  }

  private Batch batch(int rows, Values inputs, Values labels, Masks masks) {
    boolean input = masks == Masks.INPUT || masks == Masks.BOTH;
    boolean label = masks == Masks.LABELS || masks == Masks.BOTH;
    return new Batch(
        rows,
        List.of(input ? masked(rows, inputs, 1) : inputs),
        List.of(label ? masked(rows, labels, 0) : labels));
  }

  private Values masked(int rows, Values values, int from) {
    if (values.length() > 1) {
      return data.masked(rows, values);
    }
    float[] mask = new float[rows];
    for (int row = 0; row < rows; row++) {
      mask[row] = (row + from) % 3 == 0 ? 0 : 1;
    }
    return new Values(values.data(), 1, mask);
  }

  /** DL4J leaves masked images out of what it pools; the plan says that it does not. */
  @Test
  void aMaskThatReachesPooledImagesIsRefused() {
    ConvolutionLayer conv =
        new ConvolutionLayer.Builder(2, 2).nIn(1).nOut(2).activation(Activation.TANH).build();
    OutputLayer last =
        new OutputLayer.Builder(LossFunction.MSE)
            .nIn(2)
            .nOut(OUT)
            .activation(Activation.TANH)
            .build();
    String json =
        graph()
            .addLayer("conv", conv, new RnnToCnnPreProcessor(2, 3, 1), "in")
            .addLayer("pool", new GlobalPoolingLayer(), "conv")
            .addLayer("out", last, "pool")
            .build()
            .toJson();
    FusedReplicaFactory factory = new FusedReplicaFactory(json);
    Replica replica = factory.create();
    replica.load(factory.start(), 1);
    Batch batch =
        new Batch(4, List.of(data.masked(4, data.sequence(4, 3, IN))), List.of(data.flat(4, OUT)));
    assertThatThrownBy(() -> replica.step(batch, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mask")
        .hasMessageContaining("pooling");
  }

  private static DenseLayer dense(int out) {
    return new DenseLayer.Builder().nIn(IN).nOut(out).activation(Activation.TANH).build();
  }

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Adam(0.1))
        .graphBuilder()
        .addInputs("in")
        .setOutputs("out")
        .validateOutputLayerConfig(false);
  }
}
