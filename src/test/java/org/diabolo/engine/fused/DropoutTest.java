package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Both engines draw other masks, so they are compared by inference and by means. */
class DropoutTest {
  private static final int IN = 6;
  private static final int OUT = 5;

  /** The network's dropout falls on all its layers, of which the activation's takes no notice. */
  private static ComputationGraphConfiguration graph(IDropout dropout) {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .updater(new Sgd(0.1))
        .dropOut(dropout)
        .graphBuilder()
        .addInputs("in")
        .addLayer(
            "a", new DenseLayer.Builder().nIn(IN).nOut(9).activation(Activation.TANH).build(), "in")
        .addLayer("b", new DropoutLayer(0.7), "a")
        .addLayer("c", new ActivationLayer.Builder().activation(Activation.TANH).build(), "b")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(9)
                .nOut(OUT)
                .activation(Activation.IDENTITY)
                .build(),
            "c")
        .setOutputs("out")
        .build();
  }

  private static Batch batch(int rows) {
    Data data = new Data(5);
    return new Batch(rows, List.of(data.flat(rows, IN)), List.of(data.flat(rows, OUT)));
  }

  private final String json = graph(new Dropout(0.8)).toJson();
  private final ModelState start = new Dl4jReplicaFactory(json).start();

  @Test
  void inferenceDropsNothing() {
    Outputs.check(json, List.of(batch(7), batch(3)));
    Replica fused = new FusedReplicaFactory(json).create();
    Replica dl4j = new Dl4jReplicaFactory(json).create();
    fused.load(start, 1);
    dl4j.load(start, 1);
    fused.step(batch(7), 0);
    double expected = dl4j.loss(batch(9));
    assertThat(fused.loss(batch(9))).isCloseTo(expected, within(1e-5 * expected));
  }

  /** A denoising autoencoder: what reads the input says nothing of its size, but its readers do. */
  @Test
  void asFirstReaderOfAnInput() {
    String first =
        new NeuralNetConfiguration.Builder()
            .updater(new Sgd(0.1))
            .graphBuilder()
            .addInputs("in")
            .addLayer("noise", new DropoutLayer(0.7), "in")
            .addLayer("code", new DenseLayer.Builder().nIn(IN).nOut(9).build(), "noise")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunction.MSE)
                    .nIn(9)
                    .nOut(OUT)
                    .activation(Activation.IDENTITY)
                    .build(),
                "code")
            .setOutputs("out")
            .build()
            .toJson();
    Outputs.check(first, List.of(batch(7), batch(3)));
    Replica fused = new FusedReplicaFactory(first).create();
    Replica dl4j = new Dl4jReplicaFactory(first).create();
    fused.load(new Dl4jReplicaFactory(first).start(), 1);
    dl4j.load(new Dl4jReplicaFactory(first).start(), 1);
    double expected = dl4j.loss(batch(9));
    assertThat(fused.loss(batch(9))).isCloseTo(expected, within(1e-5 * expected));
    assertThat(fused.step(batch(7), 0.1)).isPositive();
    assertThat(dl4j.step(batch(7), 0.1)).isPositive();
  }

  @Test
  void theSameSeedGivesTheSameBitsAndEachStepOthers() {
    Replica fused = new FusedReplicaFactory(json).create();
    double[] losses = losses(fused, 1);
    assertThat(losses(fused, 1)).containsExactly(losses);
    assertThat(losses(fused, 2)).isNotEqualTo(losses);
    assertThat(losses[0]).isNotEqualTo(losses[1]);
  }

  private double[] losses(Replica replica, long seed) {
    replica.load(start, seed);
    double[] losses = new double[5];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = replica.step(batch(7), 0);
    }
    return losses;
  }

  /** Mean and spread of the loss over many masks. */
  @Test
  void losesAsMuchAsDl4j() {
    double[] fused = moments(new FusedReplicaFactory(json).create());
    double[] dl4j = moments(new Dl4jReplicaFactory(json).create());
    double error = Math.sqrt((fused[1] + dl4j[1]) / 1000);
    assertThat(fused[0]).isCloseTo(dl4j[0], within(4 * error));
    assertThat(fused[1]).isCloseTo(dl4j[1], within(0.25 * dl4j[1]));
  }

  private double[] moments(Replica replica) {
    replica.load(start, 1);
    Batch batch = batch(7);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 1000; i++) {
      double loss = replica.step(batch, 0);
      sum += loss;
      squares += loss * loss;
    }
    double mean = sum / 1000;
    return new double[] {mean, squares / 1000 - mean * mean};
  }

  /** The seed holds the masks fixed; the loss is one of floats, so the steps are long. */
  @Test
  void gradientsAgreeWithFiniteDifferences() {
    FusedReplica replica = (FusedReplica) new FusedReplicaFactory(json).create();
    Batch batch = batch(8);
    replica.load(start, 9);
    float[] gradients = replica.gradients(batch);
    Random random = new Random(3);
    for (int trial = 0; trial < 5; trial++) {
      float[] up = start.parameters().clone();
      float[] down = start.parameters().clone();
      double expected = 0;
      for (int i = 0; i < up.length; i++) {
        float step = (float) (random.nextGaussian() * 1e-3);
        up[i] += step;
        down[i] -= step;
        expected += step * gradients[i] / batch.rows();
      }
      double slope = (lossAt(replica, up, batch) - lossAt(replica, down, batch)) / 2;
      assertThat(slope).isCloseTo(expected, within(2e-2 * Math.abs(expected) + 2e-6));
    }
  }

  private static double lossAt(Replica replica, float[] parameters, Batch batch) {
    replica.load(new ModelState(parameters, new float[0], 0), 9);
    return replica.step(batch, 0);
  }

  @Test
  void saysWhatItDoesNotCover() {
    refuses(new GaussianDropout(0.5), "a: dropout by GaussianDropout");
    refuses(
        new Dropout(new ExponentialSchedule(ScheduleType.ITERATION, 0.5, 0.9)),
        "a: dropout by Dropout or of a schedule");
  }

  private static void refuses(IDropout dropout, String message) {
    assertThatThrownBy(() -> new FusedReplicaFactory(graph(dropout).toJson()).check())
        .isInstanceOf(UncoveredException.class)
        .hasMessageStartingWith(message);
  }
}
