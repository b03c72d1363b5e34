package org.diabolo.engine.dl4j;

import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where a network's parameters are no weights, but statistics of the rows it saw. */
final class Statistics {
  private static final Set<String> KEPT =
      Set.of(
          BatchNormalizationParamInitializer.GLOBAL_MEAN,
          BatchNormalizationParamInitializer.GLOBAL_VAR,
          BatchNormalizationParamInitializer.GLOBAL_LOG_STD);

  private Statistics() {}

  /** Their places in the flattened parameters, which follow the graph's topological order. */
  static int[] places(ComputationGraph graph) {
    IntStream.Builder places = IntStream.builder();
    int at = 0;
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      Layer layer = vertex.hasLayer() ? vertex.getLayer() : null;
      if (layer != null && layer.conf().getLayer() instanceof BatchNormalization) {
        for (Map.Entry<String, INDArray> parameter : layer.paramTable(false).entrySet()) {
          int end = at + (int) parameter.getValue().length();
          if (KEPT.contains(parameter.getKey())) {
            IntStream.range(at, end).forEach(places);
          }
          at = end;
        }
      } else {
        at += (int) vertex.numParams();
      }
    }
    return places.build().toArray();
  }
}
