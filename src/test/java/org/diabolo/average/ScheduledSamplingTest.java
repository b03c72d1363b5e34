package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.batch.BatchReader;
import org.diabolo.batch.Batching;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.RowOrder;
import org.diabolo.batch.Values;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.dl4j.Dl4jForward;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.BatchSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class ScheduledSamplingTest {
  private static final int ROWS = 200;

  private final Batching batching = new Batching(TextModel.FEEDS, BatchSpec.examples(ROWS), 0);
  private final Batch batch = batch();
  private final ModelState state = trained();

  private Batch batch() {
    Chunk chunk = Chunk.of(0, TextModel.examples(ROWS));
    return new BatchReader(
            List.of(chunk).iterator(),
            List.of(batching.whole(chunk)),
            new EpochOrder(0, 0, RowOrder.AS_GIVEN),
            batching)
        .next();
  }

  /** A little, so that guesses differ. */
  private ModelState trained() {
    ReplicaFactory factory = new FusedReplicaFactory(TextModel.graph());
    Replica replica = factory.create();
    replica.load(factory.start(), 0);
    for (int step = 0; step < 200; step++) {
      replica.step(batch, 0.01);
    }
    return replica.save();
  }

  private Replica replica(boolean fused) {
    return replica(fused, state);
  }

  private static Replica replica(boolean fused, ModelState state) {
    ReplicaFactory factory =
        fused
            ? new FusedReplicaFactory(TextModel.graph())
            : new Dl4jReplicaFactory(TextModel.graph());
    Replica replica = factory.create();
    replica.load(state, 0);
    return replica;
  }

  /** Of DL4J's own output. */
  private int[] likeliest() {
    ComputationGraph graph =
        new ComputationGraph(ComputationGraphConfiguration.fromJson(TextModel.graph()));
    graph.init(Nd4j.create(state.parameters(), new long[] {1, state.parameters().length}), false);
    Values output = new Dl4jForward(graph).apply(batch.rows(), batch.inputs()).get(0);
    int steps = batch.rows() * output.length();
    int classes = output.data().length / steps;
    int[] likeliest = new int[steps];
    for (int step = 0; step < steps; step++) {
      for (int c = 1; c < classes; c++) {
        if (output.data()[step * classes + c] > output.data()[step * classes + likeliest[step]]) {
          likeliest[step] = c;
        }
      }
    }
    return likeliest;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void guessesAreTheLikeliestClassesAndCostTrainingNothing(boolean fused) {
    int[] expected = likeliest();
    assertThat(Arrays.stream(expected).distinct().count()).isGreaterThan(3);
    Replica guessing = replica(fused);
    Replica other = replica(fused);
    int[] guesses = guessing.guesses(batch);
    Values given = batch.inputs().get(1);
    for (int i = 0; i < expected.length; i++) {
      if (given.mask()[i] == 1) {
        assertThat(guesses[i]).isEqualTo(expected[i]);
      }
    }
    assertThat(guessing.step(batch, 0.01)).isEqualTo(other.step(batch, 0.01));
    assertThat(guessing.save().parameters()).isEqualTo(other.save().parameters());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givenTokensAreReplacedByTheGuessesOfTheStepBefore(boolean fused) {
    int[] guesses = likeliest();
    Values given = batch.inputs().get(1);
    float[] before = given.data().clone();
    ScheduledSampling.apply(
        replica(fused), batch, TextModel.FEEDS.inputs(), 1, new SplittableRandom(3));
    int changed = 0;
    for (int row = 0; row < batch.rows(); row++) {
      for (int t = 0; t < given.length(); t++) {
        int at = row * given.length() + t;
        boolean own = t > 0 && given.mask()[at] == 1 && guesses[at - 1] > Vocabulary.END;
        assertThat(given.data()[at]).isEqualTo(own ? guesses[at - 1] : before[at]);
        changed += own ? 1 : 0;
      }
      assertThat(given.data()[row * given.length()]).isEqualTo(Vocabulary.START);
    }
    assertThat(changed).isGreaterThan(ROWS);
  }

  @Test
  void theRateIsTheShareOfThoseReplaced() {
    Values given = batch.inputs().get(1);
    float[] before = given.data().clone();
    ScheduledSampling.apply(
        replica(true), batch, TextModel.FEEDS.inputs(), 1, new SplittableRandom(3));
    int most = differences(before, given.data());
    System.arraycopy(before, 0, given.data(), 0, before.length);
    ScheduledSampling.apply(
        replica(true), batch, TextModel.FEEDS.inputs(), 0.25, new SplittableRandom(3));
    assertThat(differences(before, given.data()) / (double) most).isEqualTo(0.25, within(0.08));
    System.arraycopy(before, 0, given.data(), 0, before.length);
    ScheduledSampling.apply(
        replica(true), batch, TextModel.FEEDS.inputs(), 0, new SplittableRandom(3));
    assertThat(given.data()).isEqualTo(before);
  }

  /** By the bias of the output layer, whose parameters are the last. */
  @Test
  void aGuessThatServingWouldNeverFeedIsNotTaken() {
    int classes = 10;
    float[] before = batch.inputs().get(1).data().clone();
    for (int guess = 0; guess <= Vocabulary.FIRST; guess++) {
      float[] parameters = state.parameters().clone();
      parameters[parameters.length - classes + guess] = 1e3f;
      Replica sure = replica(true, new ModelState(parameters, new float[0], 0));
      assertThat(sure.guesses(batch)).contains(guess);
      ScheduledSampling.apply(sure, batch, TextModel.FEEDS.inputs(), 1, new SplittableRandom(3));
      if (guess < Vocabulary.FIRST) {
        assertThat(batch.inputs().get(1).data()).as("token " + guess).isEqualTo(before);
      } else {
        assertThat(differences(before, batch.inputs().get(1).data())).isGreaterThan(ROWS);
      }
    }
  }

  private static int differences(float[] a, float[] b) {
    int count = 0;
    for (int i = 0; i < a.length; i++) {
      count += a[i] == b[i] ? 0 : 1;
    }
    return count;
  }
}
