package org.diabolo.engine.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.diabolo.engine.kind.Kinds;

/** Whether a graph can be run step by step: no step may depend on a later one. */
public final class StepwiseCheck {
  private final ComputationGraphConfiguration graph;
  private final String stepped;

  private StepwiseCheck(ComputationGraphConfiguration graph, String stepped) {
    this.graph = graph;
    this.stepped = stepped;
  }

  /**
   * @param graph of one output
   * @param stepped the input that is given step by step
   * @throws IllegalArgumentException naming what stands in the way
   */
  public static void check(ComputationGraphConfiguration graph, String stepped) {
    if (!graph.getNetworkInputs().contains(stepped) || graph.getNetworkOutputs().size() != 1) {
      throw new IllegalArgumentException(
          stepped
              + ": to be stepped through, one of the inputs "
              + graph.getNetworkInputs()
              + " and a single output are allowed, not "
              + graph.getNetworkOutputs());
    }
    StepwiseCheck check = new StepwiseCheck(graph, stepped);
    for (String vertex : graph.getVertexInputs().keySet()) {
      if (!check.allowed(vertex)) {
        throw new IllegalArgumentException(vertex + ": cannot be run step by step");
      }
    }
  }

  private boolean allowed(String name) {
    List<String> inputs = graph.getVertexInputs().get(name);
    List<Boolean> changing = inputs.stream().map(input -> changes(input, new HashSet<>())).toList();
    if (!changing.contains(true)) {
      return true;
    }
    GraphVertex vertex = graph.getVertices().get(name);
    return vertex instanceof LayerVertex layer
        ? Kinds.stepwise(layer.getLayerConf().getLayer())
        : Kinds.stepwise(vertex, changing);
  }

  /** Whether something is another at each step. */
  private boolean changes(String source, Set<String> seen) {
    if (source.equals(stepped)) {
      return true;
    }
    List<String> inputs = graph.getVertexInputs().get(source);
    return inputs != null
        && seen.add(source)
        && inputs.stream().anyMatch(input -> changes(input, seen));
  }
}
