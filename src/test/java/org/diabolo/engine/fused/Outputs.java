package org.diabolo.engine.fused;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.diabolo.engine.dl4j.Dl4jForward;
import org.diabolo.engine.fused.plan.UncoveredException;

/** Compares what both engines give out in inference. */
final class Outputs {
  private Outputs() {}

  static void check(String json, List<Batch> batches) {
    ComputationGraph graph = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
    graph.init();
    FusedForward fused;
    try {
      fused = new FusedForward(graph);
    } catch (UncoveredException e) {
      throw new AssertionError(e);
    }
    Dl4jForward dl4j = new Dl4jForward(graph);
    for (Batch batch : batches) {
      List<Values> expected = dl4j.apply(batch.rows(), batch.inputs());
      List<Values> found = fused.apply(batch.rows(), batch.inputs());
      for (int i = 0; i < expected.size(); i++) {
        Parity.assertClose(
            "output " + i, found.get(i).data(), expected.get(i).data(), Parity.TOLERANCE);
      }
    }
  }
}
