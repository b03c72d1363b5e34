package org.diabolo.engine.dl4j;

import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Sizes of a graph's one input and one output. */
final class Shapes {
  private Shapes() {}

  static int inputSize(ComputationGraph graph) {
    String input = graph.getConfiguration().getNetworkInputs().get(0);
    return graph.getConfiguration().getVertexInputs().entrySet().stream()
        .filter(vertex -> vertex.getValue().contains(input))
        .map(vertex -> layer(graph, vertex.getKey()).getNIn())
        .findFirst()
        .orElseThrow()
        .intValue();
  }

  static int outputSize(ComputationGraph graph) {
    String output = graph.getConfiguration().getNetworkOutputs().get(0);
    return (int) layer(graph, output).getNOut();
  }

  private static FeedForwardLayer layer(ComputationGraph graph, String name) {
    LayerVertex vertex = (LayerVertex) graph.getConfiguration().getVertices().get(name);
    return (FeedForwardLayer) vertex.getLayerConf().getLayer();
  }
}
