package org.diabolo.engine.fused;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Pooling of a sequence's steps, with and without masks, of lengths that vary. */
class StepPoolingParityTest {
  private static final int IN = 4;
  private static final int OUT = 3;

  @ParameterizedTest
  @EnumSource(PoolingType.class)
  void allSteps(PoolingType type) {
    Data data = new Data(3);
    Parity.check(graph(type), step -> batch(data, step, false));
  }

  @ParameterizedTest
  @EnumSource(PoolingType.class)
  void thoseThatAreThere(PoolingType type) {
    Data data = new Data(3);
    Parity.check(graph(type), step -> batch(data, step, true));
  }

  private static Batch batch(Data data, int step, boolean masked) {
    // DL4J's score, asked for after the last step, still has that step's number of rows.
    int rows = step % 4 == 1 ? 2 : 6;
    Values steps = data.sequence(rows, 3 + step % 3, IN);
    return new Batch(
        rows, List.of(masked ? data.masked(rows, steps) : steps), List.of(data.flat(rows, OUT)));
  }

  private static ComputationGraphConfiguration graph(PoolingType type) {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Adam(0.1))
        .graphBuilder()
        .addInputs("in")
        .addLayer(
            "dense",
            new DenseLayer.Builder().nIn(IN).nOut(5).activation(Activation.TANH).build(),
            new RnnToFeedForwardPreProcessor(),
            "in")
        .addLayer(
            "pool",
            new GlobalPoolingLayer.Builder().poolingType(type).pnorm(2).build(),
            new FeedForwardToRnnPreProcessor(),
            "dense")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(5)
                .nOut(OUT)
                .activation(Activation.TANH)
                .build(),
            "pool")
        .setOutputs("out")
        .build();
  }
}
