package org.diabolo.engine.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.preprocessors.ReshapePreprocessor;
import org.diabolo.engine.kind.Kinds;
import org.diabolo.engine.kind.LayerKind;

/** What one input of a graph is, told by what reads it. */
final class InputPort {
  private final ComputationGraphConfiguration graph;

  private InputPort(ComputationGraphConfiguration graph) {
    this.graph = graph;
  }

  static InputType of(ComputationGraphConfiguration graph, String input)
      throws UnknownPortException {
    InputType expected = new InputPort(graph).expected(input);
    if (expected == null) {
      throw new UnknownPortException(input + ": an input whose shape no layer that reads it tells");
    }
    return expected;
  }

  /** What the readers of an input or vertex expect of it; null where none of them says. */
  private InputType expected(String source) {
    for (Map.Entry<String, List<String>> reader : graph.getVertexInputs().entrySet()) {
      for (int position = 0; position < reader.getValue().size(); position++) {
        if (reader.getValue().get(position).equals(source)) {
          InputType expected = expected(reader.getKey(), position);
          if (expected != null) {
            return expected;
          }
        }
      }
    }
    return null;
  }

  /** What a vertex expects at one of its inputs. */
  private InputType expected(String name, int position) {
    GraphVertex vertex = graph.getVertices().get(name);
    if (vertex instanceof LayerVertex layer) {
      return expected(name, layer);
    }
    if (vertex instanceof AttentionVertex attention) {
      long[] sizes = {attention.getNInQueries(), attention.getNInKeys(), attention.getNInValues()};
      return sizes[position] > 0 ? InputType.recurrent(sizes[position]) : null;
    }
    if (vertex instanceof MergeVertex) {
      return share(name, position);
    }
    if (vertex instanceof ElementWiseVertex
        || vertex instanceof ScaleVertex
        || vertex instanceof ShiftVertex) {
      return expected(name);
    }
    if (vertex instanceof DuplicateToTimeSeriesVertex) {
      InputType series = expected(name);
      return series == null ? null : InputType.feedForward(Ports.size(series));
    }
    if (vertex instanceof LastTimeStepVertex) {
      InputType vector = expected(name);
      return vector == null ? null : InputType.recurrent(Ports.size(vector));
    }
    return null;
  }

  /** Of what is expected of a merge, what its other inputs leave. */
  private InputType share(String merge, int position) {
    InputType total = expected(merge);
    if (total == null || total.getType() == InputType.Type.CNN) {
      return null;
    }
    List<String> others = new ArrayList<>(graph.getVertexInputs().get(merge));
    others.remove(position);
    long left = Ports.size(total);
    for (String other : others) {
      long size = size(other);
      if (size <= 0) {
        return null;
      }
      left -= size;
    }
    if (left <= 0) {
      return null;
    }
    return Ports.isSequence(total) ? InputType.recurrent(left) : InputType.feedForward(left);
  }

  /** Numbers that a vertex gives out, of a sequence numbers a step; 0 where it does not say. */
  private long size(String source) {
    GraphVertex vertex = graph.getVertices().get(source);
    if (vertex instanceof LayerVertex layer) {
      Layer conf = layer.getLayerConf().getLayer();
      LayerKind<Layer> kind = Kinds.of(conf);
      return kind.keepsShape()
          ? size(graph.getVertexInputs().get(source).get(0))
          : kind.outputSize(conf);
    }
    if (vertex instanceof AttentionVertex attention) {
      return attention.isProjectInput() ? attention.getNOut() : attention.getNInValues();
    }
    if (vertex instanceof MergeVertex) {
      long sum = 0;
      for (String part : graph.getVertexInputs().get(source)) {
        long size = size(part);
        if (size <= 0) {
          return 0;
        }
        sum += size;
      }
      return sum;
    }
    boolean same =
        vertex instanceof DuplicateToTimeSeriesVertex
            || vertex instanceof LastTimeStepVertex
            || vertex instanceof ElementWiseVertex
            || vertex instanceof ScaleVertex
            || vertex instanceof ShiftVertex;
    return same ? size(graph.getVertexInputs().get(source).get(0)) : 0;
  }

  /** null where the layer does not say. */
  private InputType expected(String name, LayerVertex vertex) {
    InputPreProcessor before = vertex.getPreProcessor();
    if (before instanceof FeedForwardToCnnPreProcessor image) {
      return InputType.feedForward(
          image.getInputHeight() * image.getInputWidth() * image.getNumChannels());
    }
    if (before instanceof RnnToCnnPreProcessor image) {
      return InputType.recurrent(
          (long) image.getInputHeight() * image.getInputWidth() * image.getNumChannels());
    }
    if (before instanceof ReshapePreprocessor reshape) {
      return reshaped(reshape.getInputShape(), reshape.isHasMiniBatchDimension() ? 1 : 0);
    }
    Layer layer = vertex.getLayerConf().getLayer();
    LayerKind<Layer> kind = Kinds.of(layer);
    if (kind.keepsShape()) {
      return before(before, expected(name), kind.inputSize(layer));
    }
    long size = kind.inputSize(layer);
    if (size <= 0) {
      return null;
    }
    if (before instanceof RnnToFeedForwardPreProcessor) {
      return InputType.recurrent(size);
    }
    if (before != null) {
      return before instanceof FeedForwardToRnnPreProcessor ? InputType.feedForward(size) : null;
    }
    return kind.input(layer, size);
  }

  /**
   * What goes into a layer that keeps shapes: what its readers expect, else what it says itself.
   */
  private static InputType before(InputPreProcessor before, InputType after, long own) {
    long size = after == null ? own : Ports.size(after);
    if (size <= 0) {
      return null;
    }
    if (before instanceof RnnToFeedForwardPreProcessor) {
      return InputType.recurrent(size);
    }
    if (before instanceof FeedForwardToRnnPreProcessor) {
      return InputType.feedForward(size);
    }
    if (before != null) {
      return null;
    }
    return after == null ? InputType.feedForward(size) : after;
  }

  /** Vectors; images are not told from each other by their order of dimensions. */
  private static InputType reshaped(long[] from, int first) {
    return from.length - first == 1 ? InputType.feedForward(from[first]) : null;
  }
}
