package org.diabolo.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.network.guard.Configurations;

/**
 * A configuration that the user brings.
 *
 * @param key of the job file that names it: {@code encoder.path} or {@code decoder.path}
 * @param path of the file
 * @param json what it holds
 */
record UserGraph(String key, String path, String json) {

  /** The configuration, which the caller may change. */
  ComputationGraphConfiguration parsed() {
    ComputationGraphConfiguration found;
    try {
      found = Configurations.read(json);
    } catch (BadDataException e) {
      throw new InvalidJobException(key + ": found " + path + ", which " + e.getMessage());
    }
    if (found.getBackpropType() == BackpropType.TruncatedBPTT) {
      throw wrong("truncated back-propagation through time", "BackpropType.Standard");
    }
    return found;
  }

  InvalidJobException wrong(String found, String allowed) {
    return new InvalidJobException(
        key + ": found " + found + " in " + path + ", allowed: " + allowed);
  }

  /** A layer, or null where the vertex is none. */
  static Layer layer(GraphVertex vertex) {
    return vertex instanceof LayerVertex its ? its.getLayerConf().getLayer() : null;
  }

  /** The vertices that read a port. */
  static List<GraphVertex> readers(ComputationGraphConfiguration graph, String port) {
    List<GraphVertex> readers = new ArrayList<>();
    graph
        .getVertexInputs()
        .forEach(
            (name, inputs) -> {
              if (inputs.contains(port)) {
                readers.add(graph.getVertices().get(name));
              }
            });
    return readers;
  }

  /** How many tokens there are only the data tell. */
  void setTokens(ComputationGraphConfiguration graph, String port, int tokens) {
    for (GraphVertex reader : readers(graph, port)) {
      if (layer(reader) instanceof EmbeddingSequenceLayer embedding) {
        embedding.setNIn(tokens);
      }
    }
  }

  /** What each vertex gives out, for inputs of these types in the configuration's order. */
  Map<String, InputType> types(ComputationGraphConfiguration graph, List<InputType> inputs) {
    try {
      return graph.getLayerActivationTypes(
          /* overrideNIn= */ false, inputs.toArray(InputType[]::new));
    } catch (RuntimeException e) {
      throw wrong(
          "layers that do not fit each other or what they are fed with (" + e.getMessage() + ")",
          "those that do");
    }
  }

  /**
   * Adds the vertices that lead to the wanted ones, under names of their own. Ports and inputs keep
   * theirs.
   *
   * @param prefix of the other names
   */
  void splice(
      ComputationGraphConfiguration from,
      GraphBuilder into,
      String prefix,
      Collection<String> wanted,
      LayerSettings settings) {
    Set<String> needed = needed(from, wanted);
    Set<String> kept = new HashSet<>(wanted);
    kept.addAll(from.getNetworkInputs());
    from.getVertices()
        .forEach(
            (name, vertex) -> {
              if (!needed.contains(name)) {
                return;
              }
              String[] inputs =
                  from.getVertexInputs().get(name).stream()
                      .map(input -> renamed(input, prefix, kept))
                      .toArray(String[]::new);
              String own = renamed(name, prefix, kept);
              if (vertex instanceof LayerVertex layer) {
                settings.put(layer(vertex));
                into.addLayer(own, layer(vertex), layer.getPreProcessor(), inputs);
              } else {
                settings.put(vertex);
                into.addVertex(own, vertex, inputs);
              }
            });
  }

  private static String renamed(String name, String prefix, Set<String> kept) {
    return kept.contains(name) ? name : prefix + "-" + name;
  }

  private static Set<String> needed(
      ComputationGraphConfiguration graph, Collection<String> wanted) {
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(wanted);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (graph.getVertices().containsKey(name) && needed.add(name)) {
        open.addAll(graph.getVertexInputs().get(name));
      }
    }
    return needed;
  }
}
