package org.diabolo.engine.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;

/** Whether a graph can be run step by step: no step may depend on a later one. */
public final class StepwiseCheck {
  private static final Set<Class<? extends Layer>> LAYERS =
      Set.of(EmbeddingSequenceLayer.class, LSTM.class, DenseLayer.class, RnnOutputLayer.class);
  private static final Set<Class<? extends GraphVertex>> VERTICES =
      Set.of(MergeVertex.class, ElementWiseVertex.class, LastTimeStepVertex.class);

  private static final Set<Class<? extends InputPreProcessor>> PREPROCESSORS =
      Set.of(FeedForwardToRnnPreProcessor.class, RnnToFeedForwardPreProcessor.class);

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
    Set<String> seen = new HashSet<>();
    if (inputs.stream().noneMatch(input -> changes(input, seen))) {
      return true;
    }
    GraphVertex vertex = graph.getVertices().get(name);
    if (vertex instanceof LayerVertex layer) {
      return LAYERS.contains(layer.getLayerConf().getLayer().getClass());
    }
    if (vertex instanceof PreprocessorVertex preprocessor) {
      return PREPROCESSORS.contains(preprocessor.getPreProcessor().getClass());
    }
    if (vertex instanceof AttentionVertex) {
      return !changes(inputs.get(1), new HashSet<>()) && !changes(inputs.get(2), new HashSet<>());
    }
    return VERTICES.contains(vertex.getClass());
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
