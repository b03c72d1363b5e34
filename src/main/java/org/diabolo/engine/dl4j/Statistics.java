package org.diabolo.engine.dl4j;

import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.diabolo.engine.kind.Kinds;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where a network's parameters are no weights, but statistics of the rows it saw. */
final class Statistics {
  private Statistics() {}

  /** Their places in the flattened parameters, which are in the order of the layers. */
  static int[] places(MultiLayerNetwork network) {
    IntStream.Builder places = IntStream.builder();
    int at = 0;
    for (Layer layer : network.getLayers()) {
      at = behind(layer, at, places);
    }
    return places.build().toArray();
  }

  /** Their places in the flattened parameters, which follow the graph's topological order. */
  static int[] places(ComputationGraph graph) {
    IntStream.Builder places = IntStream.builder();
    int at = 0;
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      at =
          vertex.hasLayer() ? behind(vertex.getLayer(), at, places) : at + (int) vertex.numParams();
    }
    return places.build().toArray();
  }

  /** Adds a layer's places; returns where its parameters, which begin {@code at}, end. */
  private static int behind(Layer layer, int at, IntStream.Builder places) {
    Set<String> statistics = Kinds.of(layer.conf().getLayer()).statistics();
    if (statistics.isEmpty()) {
      return at + (int) layer.numParams();
    }
    int end = at;
    for (Map.Entry<String, INDArray> parameter : layer.paramTable(false).entrySet()) {
      int from = end;
      end = from + (int) parameter.getValue().length();
      if (statistics.contains(parameter.getKey())) {
        IntStream.range(from, end).forEach(places);
      }
    }
    return end;
  }
}
