package org.diabolo.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.diabolo.engine.dl4j.Replicas.assertSame;
import static org.diabolo.engine.dl4j.Replicas.batch;
import static org.diabolo.engine.dl4j.Replicas.factory;
import static org.diabolo.engine.dl4j.Replicas.networks;

import java.util.Arrays;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Dl4jReplicaTest {
  @ParameterizedTest
  @CsvSource({
    "ADAM, NONE",
    "ADAM, LAYER",
    "ADAM, BATCH",
    "NESTEROVS, NONE",
    "NESTEROVS, BATCH",
    "SGD, NONE"
  })
  void anotherReplicaGoesOnWhereOneStopped(Optimizer optimizer, Norm norm) {
    ReplicaFactory factory = factory(networks(norm, 0, optimizer));
    Replica whole = factory.create();
    Replica first = factory.create();
    Replica second = factory.create();
    // The second one has a past that must not be noticed.
    second.step(batch(99), 0.5);
    second.loss(batch(98));

    steps(whole, 0, 20);
    steps(first, 0, 9);
    second.load(first.save(), 1);
    steps(second, 9, 20);

    assertSame(second.save(), whole.save());
    assertThat(whole.save().iteration()).isEqualTo(20);
  }

  @Test
  void seedDecidesWhatDropoutDraws() {
    ReplicaFactory factory = factory(networks(Norm.NONE, 0.5, Optimizer.ADAM));
    ModelState start = factory.start();

    ModelState once = trained(factory.create(), start, 7);
    ModelState again = trained(factory.create(), start, 7);
    ModelState other = trained(factory.create(), start, 8);

    assertSame(again, once);
    assertThat(other.parameters()).isNotEqualTo(once.parameters());
  }

  @Test
  void loadMakesAUsedReplicaLikeNewAlsoForDropout() {
    ReplicaFactory factory = factory(networks(Norm.BATCH, 0.5, Optimizer.ADAM));
    ModelState start = factory.start();
    Replica used = factory.create();
    steps(used, 0, 7);

    assertSame(trained(used, start, 7), trained(factory.create(), start, 7));
  }

  @Test
  void loadedStateIsNeitherChangedNorKept() {
    ReplicaFactory factory = factory(networks(Norm.NONE, 0, Optimizer.ADAM));
    ModelState start = factory.start();
    ModelState copy =
        new ModelState(start.parameters().clone(), start.updater().clone(), start.iteration());
    Replica replica = factory.create();

    replica.load(start, 1);
    steps(replica, 0, 3);
    assertSame(start, copy);

    ModelState saved = replica.save();
    Arrays.fill(start.parameters(), 9);
    assertSame(replica.save(), saved);
  }

  @Test
  void stateOfAnotherModelIsRefused() {
    Replica replica = factory(networks(Norm.NONE, 0, Optimizer.SGD)).create();
    int size = replica.save().parameters().length;

    assertThat(replica.save().updater()).isEmpty();
    assertThatThrownBy(() -> replica.load(new ModelState(new float[size - 1], new float[0], 0), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage((size - 1) + " numbers do not fit an array of " + size);
  }

  @Test
  void moreParametersThanTheModelHasAreRefused() {
    Replica replica = factory(networks(Norm.NONE, 0, Optimizer.SGD)).create();
    int size = replica.save().parameters().length;

    assertThatThrownBy(() -> replica.load(new ModelState(new float[size + 1], new float[0], 0), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage((size + 1) + " numbers do not fit an array of " + size);
  }

  private static void steps(Replica replica, int from, int to) {
    for (int step = from; step < to; step++) {
      replica.step(batch(step), 0.02 / (1 + step));
    }
  }

  private static ModelState trained(Replica replica, ModelState start, long seed) {
    replica.load(start, seed);
    steps(replica, 0, 5);
    return replica.save();
  }
}
