package org.diabolo.bench.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;

/**
 * A DL4J graph as PyTorch's operations. Rows come first; sequences are rows × steps × numbers,
 * images rows × channels × height × width.
 */
final class Graph {

  /** A vertex and the vertices it reads. */
  private record Node(String name, List<String> inputs, Operation operation, int first, int end) {}

  private final List<String> inputs;
  private final List<Node> nodes = new ArrayList<>();
  private final List<NDArray> parameters = new ArrayList<>();

  /**
   * @param graph with the parameters to start from
   * @param manager of their copies
   */
  Graph(ComputationGraph graph, NDManager manager) {
    this.inputs = graph.getConfiguration().getNetworkInputs();
    GraphVertex[] vertices = graph.getVertices();
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = vertices[index];
      if (!vertex.isInputVertex()) {
        add(vertex, vertices, graph, manager);
      }
    }
  }

  private void add(
      GraphVertex vertex, GraphVertex[] vertices, ComputationGraph graph, NDManager manager) {
    String name = vertex.getVertexName();
    var configuration = graph.getConfiguration().getVertices().get(name);
    int first = parameters.size();
    Operation operation;
    if (configuration instanceof LayerVertex layer) {
      var kind = layer.getLayerConf().getLayer();
      parameters.addAll(Parameters.of(kind, vertex.getLayer().paramTable(), manager));
      operation = Operations.of(kind);
      if (layer.getPreProcessor() != null) {
        operation = Operations.chain(Operations.of(layer.getPreProcessor()), operation);
      }
    } else {
      operation = Operations.of(configuration);
    }
    List<String> below = new ArrayList<>();
    for (VertexIndices input : vertex.getInputVertices()) {
      below.add(vertices[input.getVertexIndex()].getVertexName());
    }
    if (configuration instanceof DuplicateToTimeSeriesVertex duplicate) {
      // It takes the number of steps from there.
      below.add(duplicate.getInputName());
    }
    nodes.add(new Node(name, below, operation, first, parameters.size()));
  }

  /**
   * @return all parameters, in the order {@link #run} takes them
   */
  List<NDArray> parameters() {
    return parameters;
  }

  /**
   * @param values of the graph's inputs
   * @param weights to run with
   * @return of the last vertex
   */
  NDArray run(List<NDArray> values, List<NDArray> weights) {
    Map<String, NDArray> known = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      known.put(inputs.get(i), values.get(i));
    }
    NDArray last = null;
    for (Node node : nodes) {
      List<NDArray> below = node.inputs.stream().map(known::get).toList();
      last = node.operation.apply(below, weights.subList(node.first, node.end));
      known.put(node.name, last);
    }
    return last;
  }
}
