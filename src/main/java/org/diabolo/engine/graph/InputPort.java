package org.diabolo.engine.graph;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;

/** What one input of a graph is, told by what reads it. */
final class InputPort {
  private InputPort() {}

  static InputType of(ComputationGraphConfiguration graph, String input)
      throws UnknownPortException {
    for (Map.Entry<String, List<String>> reader : graph.getVertexInputs().entrySet()) {
      GraphVertex vertex = graph.getVertices().get(reader.getKey());
      if (reader.getValue().contains(input) && vertex instanceof LayerVertex layer) {
        InputType expected = expected(layer);
        if (expected != null) {
          return expected;
        }
      }
    }
    throw new UnknownPortException(input + ": an input whose shape no layer that reads it tells");
  }

  /** null where the layer does not say. */
  private static InputType expected(LayerVertex vertex) {
    InputPreProcessor before = vertex.getPreProcessor();
    if (before instanceof FeedForwardToCnnPreProcessor image) {
      return InputType.feedForward(
          image.getInputHeight() * image.getInputWidth() * image.getNumChannels());
    }
    if (!(inner(vertex.getLayerConf().getLayer()) instanceof FeedForwardLayer layer)) {
      return null;
    }
    long size = layer.getNIn();
    if (before instanceof RnnToFeedForwardPreProcessor) {
      return InputType.recurrent(size);
    }
    if (before != null) {
      return before instanceof FeedForwardToRnnPreProcessor ? InputType.feedForward(size) : null;
    }
    if (layer instanceof EmbeddingSequenceLayer) {
      return InputType.recurrent(1);
    }
    boolean sequence = layer instanceof BaseRecurrentLayer || layer instanceof RnnOutputLayer;
    return sequence ? InputType.recurrent(size) : InputType.feedForward(size);
  }

  private static Layer inner(Layer layer) {
    if (layer instanceof Bidirectional both) {
      return inner(both.getFwd());
    }
    return layer instanceof LastTimeStep last ? inner(last.getUnderlying()) : layer;
  }
}
