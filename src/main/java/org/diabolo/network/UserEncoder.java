package org.diabolo.network;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.diabolo.batch.Feed;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;

/**
 * A graph that the user brings, from an input {@code source} to a vertex {@code code}. Numbers come
 * as steps where the first layers are recurrent, as vectors elsewhere; text comes as tokens.
 *
 * @param graph as it was read
 * @param code numbers that a code must have
 * @param settings put on its layers
 */
record UserEncoder(UserGraph graph, int code, LayerSettings settings) implements EncoderFamily {

  @Override
  public Feed feed(Field source) {
    return feed(checked(source), source);
  }

  private static Feed feed(ComputationGraphConfiguration checked, Field source) {
    if (!(source instanceof NumberField numbers)) {
      return Feed.of(Feed.Side.SOURCE, Feed.Form.TOKENS);
    }
    return UserGraph.readers(checked, Port.SOURCE).stream().anyMatch(UserEncoder::sequential)
        ? Feed.steps(Feed.Side.SOURCE, RnnEncoder.steps(numbers))
        : Feed.flat(Feed.Side.SOURCE);
  }

  @Override
  public int memory(Field source) {
    InputType memory = types(source).get(Port.MEMORY);
    if (memory == null) {
      return 0;
    }
    if (!(memory instanceof InputType.InputTypeRecurrent sequence)) {
      throw graph.wrong("memory that is " + memory, "a memory that is a sequence");
    }
    return (int) sequence.getSize();
  }

  @Override
  public void build(GraphBuilder into, Field source, DenseLayer unused, boolean attended) {
    InputType found = types(source).get(Port.CODE);
    if (!(found instanceof InputType.InputTypeFeedForward vector) || vector.getSize() != code) {
      throw graph.wrong("code that is " + found, "a vector of " + code + " (encoder.code)");
    }
    graph.splice(
        checked(source),
        into,
        "encoder",
        attended ? List.of(Port.CODE, Port.MEMORY) : List.of(Port.CODE),
        settings);
  }

  private Map<String, InputType> types(Field source) {
    ComputationGraphConfiguration checked = checked(source);
    Feed feed = feed(checked, source);
    if (feed.form() == Feed.Form.FLAT) {
      checkSize(checked, ((NumberField) source).size());
    }
    return graph.types(checked, List.of(Networks.type(feed, source)));
  }

  /** DL4J notices this only when it is trained. */
  private void checkSize(ComputationGraphConfiguration checked, int size) {
    checked
        .getVertices()
        .forEach(
            (name, vertex) -> {
              if (checked.getVertexInputs().get(name).contains(Port.SOURCE)
                  && UserGraph.layer(vertex) instanceof DenseLayer dense
                  && dense.getNIn() > 0
                  && dense.getNIn() != size) {
                throw graph.wrong(
                    name + ", which takes " + dense.getNIn() + " numbers,",
                    "what takes " + size + " numbers (the source's)");
              }
            });
  }

  private ComputationGraphConfiguration checked(Field source) {
    ComputationGraphConfiguration parsed = graph.parsed();
    if (!parsed.getNetworkInputs().equals(List.of(Port.SOURCE))) {
      throw graph.wrong("inputs " + parsed.getNetworkInputs(), "one input, called source");
    }
    if (!parsed.getVertices().containsKey(Port.CODE)) {
      throw graph.wrong(
          "vertices " + parsed.getVertices().keySet(), "a vertex called code among them");
    }
    if (source instanceof TextField text) {
      for (GraphVertex reader : UserGraph.readers(parsed, Port.SOURCE)) {
        if (!(UserGraph.layer(reader) instanceof EmbeddingSequenceLayer)) {
          throw graph.wrong(
              "text that is read by something else",
              "EmbeddingSequenceLayer as what reads source (tokens come as ids)");
        }
      }
      graph.setTokens(parsed, Port.SOURCE, text.vocabulary().size());
    }
    return parsed;
  }

  private static boolean sequential(GraphVertex vertex) {
    return vertex instanceof LayerVertex layer
        ? layer.getPreProcessor() == null && recurrent(UserGraph.layer(vertex))
        : vertex instanceof ReverseTimeSeriesVertex || vertex instanceof LastTimeStepVertex;
  }

  private static boolean recurrent(Layer layer) {
    return layer instanceof BaseRecurrentLayer
        || layer instanceof Bidirectional
        || (layer instanceof BaseWrapperLayer wrapper && recurrent(wrapper.getUnderlying()));
  }
}
