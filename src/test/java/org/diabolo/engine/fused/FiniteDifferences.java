package org.diabolo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.engine.dl4j.BatchData;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Holds the plan's gradients against central differences of the loss that DL4J computes in double
 * precision, along random directions: one of all parameters, and one of each quarter of them.
 */
final class FiniteDifferences {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-3;
  private static final int PARTS = 4;

  private FiniteDifferences() {}

  static void check(ComputationGraphConfiguration graph, Batch batch) {
    String json = graph.toJson();
    float[] start = new Dl4jReplicaFactory(json).start().parameters();
    float[] gradients = gradients(json, batch);
    ComputationGraph precise = inDouble(json);
    MultiDataSet data = BatchData.inDouble(precise.getConfiguration(), batch);
    Random random = new Random(3);
    for (int part = -1; part < PARTS; part++) {
      double[] direction = direction(random, part, start.length);
      double slope =
          (loss(precise, data, start, direction, STEP)
                  - loss(precise, data, start, direction, -STEP))
              / (2 * STEP);
      double found = 0;
      double size = 0;
      for (int i = 0; i < start.length; i++) {
        found += direction[i] * gradients[i] / batch.rows();
        size += Math.pow(gradients[i] / batch.rows(), 2);
      }
      assertThat(Math.abs(found - slope))
          .as("slope along direction %d: %s, by finite differences %s", part, found, slope)
          .isLessThanOrEqualTo(TOLERANCE * (Math.abs(slope) + 0.1 * Math.sqrt(size)) + 1e-7);
    }
  }

  private static double[] direction(Random random, int part, int count) {
    double[] direction = new double[count];
    int from = part < 0 ? 0 : (int) ((long) count * part / PARTS);
    int to = part < 0 ? count : (int) ((long) count * (part + 1) / PARTS);
    for (int i = from; i < to; i++) {
      direction[i] = random.nextGaussian();
    }
    return direction;
  }

  private static float[] gradients(String json, Batch batch) {
    try {
      FusedReplica replica =
          new FusedReplica(Compiler.compile(ComputationGraphConfiguration.fromJson(json)));
      replica.load(new Dl4jReplicaFactory(json).start(), 1);
      return replica.gradients(batch);
    } catch (UncoveredException e) {
      throw new AssertionError(e);
    }
  }

  private static ComputationGraph inDouble(String json) {
    ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
    configuration.setDataType(DataType.DOUBLE);
    configuration.getVertices().values().forEach(vertex -> vertex.setDataType(DataType.DOUBLE));
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  private static double loss(
      ComputationGraph graph, MultiDataSet data, float[] start, double[] direction, double step) {
    double[] moved = new double[start.length];
    for (int i = 0; i < start.length; i++) {
      moved[i] = start[i] + step * direction[i];
    }
    INDArray parameters = Nd4j.create(moved, new long[] {1, moved.length}, DataType.DOUBLE);
    graph.setParams(parameters);
    // As in training, or batch normalisation would use its running statistics.
    return graph.score(data, true);
  }
}
