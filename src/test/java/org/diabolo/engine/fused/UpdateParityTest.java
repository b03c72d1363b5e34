package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.diabolo.batch.Batch;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Optimisers, penalties, weight decay and normalised gradients. */
class UpdateParityTest {
  private static final int IN = 6;
  private static final int OUT = 5;

  static Stream<IUpdater> updaters() {
    return Stream.of(
        new Sgd(0.2),
        new Nesterovs(0.2, 0.8),
        new Adam(0.2, 0.8, 0.99, 1e-6),
        new AMSGrad(0.2, 0.8, 0.9, 1e-6),
        new Nadam(0.2, 0.8, 0.99, 1e-6),
        new AdaMax(0.2, 0.8, 0.99, 1e-6),
        new RmsProp(0.2, 0.9, 1e-6),
        new AdaGrad(0.2, 1e-5));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void optimisers(IUpdater updater) {
    check(new NeuralNetConfiguration.Builder().updater(updater));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void penalties(IUpdater updater) {
    check(new NeuralNetConfiguration.Builder().updater(updater).l1(0.02).l2(0.03).l2Bias(0.05));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void weightDecay(IUpdater updater) {
    check(
        new NeuralNetConfiguration.Builder()
            .updater(updater)
            .weightDecay(0.1)
            .weightDecayBias(0.01, /* applyLR= */ false)
            .l1(0.01));
  }

  @ParameterizedTest
  @EnumSource(GradientNormalization.class)
  void normalisedGradients(GradientNormalization kind) {
    check(
        new NeuralNetConfiguration.Builder()
            .updater(new Adam(0.1))
            .l2(0.1)
            .gradientNormalization(kind)
            .gradientNormalizationThreshold(0.02));
  }

  private static void check(NeuralNetConfiguration.Builder builder) {
    Data data = new Data(5);
    // The slope of DL4J's score has the penalties in it, which come after the gradients here.
    Parity.checkSteps(graph(builder, null), step -> batch(data, step % 4 == 3 ? 5 : 11));
  }

  /** DL4J's state has a block for each run of equal updaters, rates included. */
  @Test
  void layersWithUpdatersOfTheirOwn() {
    for (IUpdater own : List.of(new Adam(0.7), new AMSGrad(0.2), new Sgd(0.1), new Nadam(0.2))) {
      Data data = new Data(5);
      Parity.checkSteps(
          graph(new NeuralNetConfiguration.Builder().updater(new Adam(0.2)), own),
          step -> batch(data, 7));
    }
  }

  static Stream<Arguments> biasUpdaters() {
    return Stream.of(
        Arguments.of(new Adam(0.2), new Sgd(0.1)),
        Arguments.of(new Sgd(0.2), new Adam(0.3)),
        Arguments.of(new Adam(0.2), new Adam(0.3, 0.7, 0.9, 1e-6)),
        // Equal ones: their state is one block.
        Arguments.of(new Adam(0.2), new Adam(0.2)),
        Arguments.of(new Nesterovs(0.2, 0.8), new AMSGrad(0.2)));
  }

  @ParameterizedTest
  @MethodSource("biasUpdaters")
  void biasesWithAnUpdaterOfTheirOwn(IUpdater updater, IUpdater ofBiases) {
    check(new NeuralNetConfiguration.Builder().updater(updater).biasUpdater(ofBiases));
    check(
        new NeuralNetConfiguration.Builder()
            .updater(updater)
            .biasUpdater(ofBiases)
            .l2(0.03)
            .weightDecayBias(0.05)
            .gradientNormalization(GradientNormalization.ClipL2PerLayer)
            .gradientNormalizationThreshold(0.02));
  }

  /** Layers inside others, normalised ones, and such as have their bias first. */
  @ParameterizedTest
  @MethodSource("biasUpdaters")
  void biasesOfOtherLayers(IUpdater updater, IUpdater ofBiases) {
    Data data = new Data(5);
    ComputationGraphConfiguration graph =
        new NeuralNetConfiguration.Builder()
            .seed(4)
            .updater(updater)
            .biasUpdater(ofBiases)
            .activation(Activation.TANH)
            .graphBuilder()
            .addInputs("in")
            .addLayer(
                "conv",
                new ConvolutionLayer.Builder(2, 2).nIn(1).nOut(2).build(),
                new RnnToCnnPreProcessor(2, 3, 1),
                "in")
            .addLayer(
                "norm",
                new DenseLayer.Builder().nIn(4).nOut(5).hasLayerNorm(true).build(),
                new CnnToFeedForwardPreProcessor(1, 2, 2),
                "conv")
            .addLayer(
                "both",
                new Bidirectional(new LSTM.Builder().nIn(5).nOut(3).build()),
                new FeedForwardToRnnPreProcessor(),
                "norm")
            .addLayer("pool", new GlobalPoolingLayer(), "both")
            .addLayer(
                "out", new OutputLayer.Builder(LossFunction.MSE).nIn(6).nOut(OUT).build(), "pool")
            .setOutputs("out")
            .build();
    Parity.checkSteps(
        graph, step -> new Batch(5, List.of(data.sequence(5, 3, IN)), List.of(data.flat(5, OUT))));
  }

  private static Batch batch(Data data, int rows) {
    return new Batch(rows, List.of(data.flat(rows, IN)), List.of(data.flat(rows, OUT)));
  }

  private static ComputationGraphConfiguration graph(
      NeuralNetConfiguration.Builder builder, IUpdater own) {
    DenseLayer.Builder middle = new DenseLayer.Builder().nIn(9).nOut(8).activation(Activation.TANH);
    if (own != null) {
      middle.updater(own);
    }
    return builder
        .seed(4)
        .graphBuilder()
        .addInputs("in")
        .addLayer(
            "a", new DenseLayer.Builder().nIn(IN).nOut(9).activation(Activation.TANH).build(), "in")
        .addLayer("b", middle.build(), "a")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(8)
                .nOut(OUT)
                .activation(Activation.IDENTITY)
                .build(),
            "b")
        .setOutputs("out")
        .build();
  }

  @Test
  void saysWhatItDoesNotCover() {
    refuses(new NeuralNetConfiguration.Builder().updater(new AdaDelta()), "a: updater AdaDelta");
    refuses(
        new NeuralNetConfiguration.Builder()
            .regularization(
                List.of(
                    new L2Regularization(
                        new ExponentialSchedule(ScheduleType.ITERATION, 0.1, 0.9)))),
        "a: regularisation that changes with time");
  }

  private static void refuses(NeuralNetConfiguration.Builder builder, String message) {
    String json = graph(builder, null).toJson();
    assertThatThrownBy(() -> new FusedReplicaFactory(json).check())
        .isInstanceOf(UncoveredException.class)
        .hasMessageStartingWith(message);
  }
}
