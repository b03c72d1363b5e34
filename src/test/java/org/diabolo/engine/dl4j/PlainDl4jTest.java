package org.diabolo.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.network.TestNetworks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A replica against a graph that DL4J trains in its own way: fit and setLearningRate. */
class PlainDl4jTest {
  private static final int IN = 5;
  private static final int OUT = 4;
  private static final int ROWS = 8;
  private static final int STEPS = 20;
  private static final long SEED = 31;

  @ParameterizedTest
  @CsvSource({
    "ADAM, NONE, 0",
    "NESTEROVS, NONE, 0",
    "SGD, NONE, 0",
    "ADAM, LAYER, 0.2",
    "ADAM, BATCH, 0.2",
    "NESTEROVS, BATCH, 0",
    "SGD, BATCH, 0"
  })
  void parametersAndUpdaterStateAreDl4jsBitForBit(Optimizer optimizer, Norm norm, double dropout) {
    String json =
        TestNetworks.mlp(
                TestNetworks.real(IN),
                TestNetworks.real(OUT),
                Activation.RELU,
                norm,
                dropout,
                optimizer,
                5)
            .joint()
            .toJson();
    Dl4jReplicaFactory factory = new Dl4jReplicaFactory(json);
    ModelState start = factory.start();

    ModelState ours = byReplica(factory.create(), start);
    ComputationGraph plain = byDl4j(json);

    assertThat(ours.parameters()).isEqualTo(plain.params().dup().data().asFloat());
    assertThat(ours.updater()).isEqualTo(updater(plain));
    assertThat(ours.iteration()).isEqualTo(STEPS);
    assertThat(ours.parameters()).isNotEqualTo(start.parameters());
  }

  private static ModelState byReplica(Replica replica, ModelState start) {
    replica.load(start, SEED);
    for (int step = 0; step < STEPS; step++) {
      replica.step(new Batch(rows(step), source(step), target(step)), rate(step));
    }
    return replica.save();
  }

  private static ComputationGraph byDl4j(String json) {
    ComputationGraph graph = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
    graph.init();
    Nd4j.getRandom().setSeed(SEED);
    for (int step = 0; step < STEPS; step++) {
      graph.setLearningRate(rate(step));
      graph.fit(
          new DataSet(
              TestNetworks.matrix(Arrays.copyOf(source(step), rows(step) * IN), rows(step)),
              TestNetworks.matrix(Arrays.copyOf(target(step), rows(step) * OUT), rows(step))));
    }
    return graph;
  }

  private static float[] updater(ComputationGraph graph) {
    INDArray state = graph.getUpdater().getUpdaterStateViewArray();
    return state == null ? new float[0] : state.dup().data().asFloat();
  }

  /** Rises, falls, and is never twice the same. */
  private static double rate(int step) {
    return 0.02 * (1 + Math.sin(step)) + 0.001;
  }

  /** Every fifth batch is short, and full ones follow it. */
  private static int rows(int step) {
    return step % 5 == 4 ? 3 : ROWS;
  }

  private static float[] source(int step) {
    return TestNetworks.random(ROWS * IN, -0.5, step);
  }

  private static float[] target(int step) {
    return TestNetworks.random(ROWS * OUT, -0.5, 1000 + step);
  }
}
