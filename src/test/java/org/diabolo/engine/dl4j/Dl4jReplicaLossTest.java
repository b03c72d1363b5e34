package org.diabolo.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.diabolo.engine.dl4j.Replicas.IN;
import static org.diabolo.engine.dl4j.Replicas.ROWS;
import static org.diabolo.engine.dl4j.Replicas.assertSame;
import static org.diabolo.engine.dl4j.Replicas.batch;
import static org.diabolo.engine.dl4j.Replicas.error;
import static org.diabolo.engine.dl4j.Replicas.factory;
import static org.diabolo.engine.dl4j.Replicas.networks;

import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.network.Networks;
import org.diabolo.network.TestNetworks;
import org.junit.jupiter.api.Test;

class Dl4jReplicaLossTest {
  @Test
  void lossIsTheMeanSquaredErrorPerElement() {
    Networks networks = networks(Norm.NONE, 0.3, Optimizer.ADAM);
    ReplicaFactory factory = factory(networks);
    Replica replica = factory.create();

    // Dropout is off, and what lies behind a short batch's rows does not count.
    Batch all = batch(3);
    Batch some = new Batch(3, all.source(), all.target());

    assertThat(replica.loss(all)).isCloseTo(error(networks, replica.save(), all), within(1e-6));
    assertThat(replica.loss(some)).isCloseTo(error(networks, replica.save(), some), within(1e-6));
    assertThat(replica.loss(some)).isNotCloseTo(replica.loss(all), within(1e-4));
  }

  @Test
  void stepReturnsTheLossBeforeIt() {
    Networks networks = networks(Norm.NONE, 0, Optimizer.ADAM);
    Replica replica = factory(networks).create();
    for (int step = 0; step < 3; step++) {
      double before = error(networks, replica.save(), batch(step));

      assertThat(replica.step(batch(step), 0.1)).isCloseTo(before, within(1e-6));
      assertThat(error(networks, replica.save(), batch(step))).isLessThan(before - 1e-4);
    }
  }

  @Test
  void lossChangesNothing() {
    Replica replica = factory(networks(Norm.BATCH, 0.3, Optimizer.ADAM)).create();
    ModelState before = replica.save();

    replica.loss(batch(1));

    assertSame(replica.save(), before);
  }

  @Test
  void trainingBringsTheLossDown() {
    Replica replica = factory(networks(Norm.NONE, 0, Optimizer.ADAM)).create();
    double before = replica.loss(batch(1));
    for (int step = 0; step < 300; step++) {
      replica.step(batch(1), 0.01);
    }

    assertThat(replica.loss(batch(1))).isLessThan(before / 10);
  }

  @Test
  void targetsAfterAnAutoencodersBatchDoNotOverwriteTheSources() {
    Networks networks = networks(IN, Norm.NONE, 0, Optimizer.ADAM);
    Replica replica = factory(networks).create();
    float[] source = TestNetworks.random(ROWS * IN, -0.5, 1);
    Batch shared = new Batch(ROWS, source, source);
    Batch apart = new Batch(ROWS, source, TestNetworks.random(ROWS * IN, -0.5, 2));
    ModelState state = replica.save();

    assertThat(replica.loss(shared)).isCloseTo(error(networks, state, shared), within(1e-6));
    assertThat(replica.loss(apart)).isCloseTo(error(networks, state, apart), within(1e-6));
    assertThat(replica.loss(shared)).isCloseTo(error(networks, state, shared), within(1e-6));
  }

  @Test
  void autoencodersBatchAfterTargetsIsComparedWithItself() {
    Networks networks = networks(IN, Norm.NONE, 0, Optimizer.ADAM);
    Replica replica = factory(networks).create();
    float[] source = TestNetworks.random(ROWS * IN, -0.5, 1);
    Batch shared = new Batch(ROWS, source, source);
    ModelState state = replica.save();

    replica.loss(new Batch(ROWS, source, TestNetworks.random(ROWS * IN, -0.5, 2)));

    assertThat(replica.loss(shared)).isCloseTo(error(networks, state, shared), within(1e-6));
  }
}
