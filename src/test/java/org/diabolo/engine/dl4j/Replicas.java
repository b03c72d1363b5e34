package org.diabolo.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.network.Networks;
import org.diabolo.network.TestNetworks;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Small models and batches for tests of replicas. */
final class Replicas {
  static final int IN = 5;
  static final int OUT = 4;
  static final int ROWS = 8;

  private Replicas() {}

  /** By DL4J's output and a loop, without the replica. */
  static double error(Networks networks, ModelState state, Batch batch) {
    ComputationGraph graph = new ComputationGraph(networks.joint());
    graph.init(TestNetworks.matrix(state.parameters(), 1), false);
    float[] source = Arrays.copyOf(batch.source(), batch.rows() * IN);
    INDArray output = graph.outputSingle(TestNetworks.matrix(source, batch.rows()));
    int size = (int) output.size(1);
    double squares = 0;
    for (int row = 0; row < batch.rows(); row++) {
      for (int i = 0; i < size; i++) {
        double apart = output.getDouble(row, i) - batch.target()[row * size + i];
        squares += apart * apart;
      }
    }
    return squares / (batch.rows() * size);
  }

  static Batch batch(int number) {
    return new Batch(
        ROWS,
        TestNetworks.random(ROWS * IN, -0.5, 2 * number),
        TestNetworks.random(ROWS * OUT, 0.5, 2 * number + 1));
  }

  static ReplicaFactory factory(Networks networks) {
    return new Dl4jReplicaFactory(networks.joint().toJson());
  }

  static Networks networks(Norm norm, double dropout, Optimizer optimizer) {
    return networks(OUT, norm, dropout, optimizer);
  }

  static Networks networks(int out, Norm norm, double dropout, Optimizer optimizer) {
    return TestNetworks.mlp(
        TestNetworks.real(IN),
        TestNetworks.real(out),
        Activation.TANH,
        norm,
        dropout,
        optimizer,
        5);
  }

  static void assertSame(ModelState found, ModelState expected) {
    assertThat(found.parameters()).isEqualTo(expected.parameters());
    assertThat(found.updater()).isEqualTo(expected.updater());
    assertThat(found.iteration()).isEqualTo(expected.iteration());
  }
}
