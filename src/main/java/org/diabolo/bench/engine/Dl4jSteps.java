package org.diabolo.bench.engine;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Values;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J as it is, on arrays that already lie in its memory: {@code fit} and {@code output} with
 * their workspaces as they are by default.
 */
final class Dl4jSteps {
  private Dl4jSteps() {}

  static Step training(EngineCase one) {
    ComputationGraph graph = one.trainingGraph();
    int rows = one.batch().rows();
    INDArray[] features = arrays(one.batch().inputs(), rows);
    INDArray[] labels = arrays(one.batch().labels(), rows);
    return () -> {
      graph.fit(features, labels);
      return graph.score();
    };
  }

  static Step encoding(EngineCase one) {
    ComputationGraph graph = one.encoderGraph();
    INDArray features = array(one.batch().inputs().get(0), one.batch().rows());
    return () -> graph.outputSingle(features).getFloat(0, 0);
  }

  private static INDArray[] arrays(List<Values> values, int rows) {
    return values.stream().map(one -> array(one, rows)).toArray(INDArray[]::new);
  }

  /** Tokens are rows × 1 × length. */
  private static INDArray array(Values values, int rows) {
    float[] data = values.data().clone();
    int length = values.length();
    long[] shape =
        length == 1 ? new long[] {rows, data.length / rows} : new long[] {rows, 1, length};
    return Nd4j.create(data, shape, 'c');
  }
}
