package org.diabolo.network;

import static org.diabolo.network.BundleCheck.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.diabolo.batch.Feed;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.diabolo.job.BadDataException;

/**
 * Whether the networks of a bundle take and give what its card says: ports, numbers of a row and of
 * a code, tokens of a vocabulary.
 *
 * @param card that was found right in itself
 */
record NetworkFit(Bundle.Card card) {

  /**
   * @param encoder as it was read
   * @throws BadDataException that names the layer or port that does not fit
   */
  void encoder(ComputationGraphConfiguration encoder) {
    List<String> inputs = encoder.getNetworkInputs();
    require(
        inputs.equals(List.of(Port.SOURCE)), "has inputs %s, allowed: [%s]", inputs, Port.SOURCE);
    List<String> outputs = encoder.getNetworkOutputs();
    require(
        outputs.equals(List.of(Port.CODE)) || outputs.equals(List.of(Port.CODE, Port.MEMORY)),
        "has outputs %s, allowed: [%s] or [%s, %s]",
        outputs,
        Port.CODE,
        Port.CODE,
        Port.MEMORY);
    Feed feed = card.feeds().inputs().get(0);
    Map<String, InputType> types = types(encoder, List.of(Networks.type(feed, card.source())));
    requireTokens(encoder, Port.SOURCE, feed, card.source());
    requireWidth(Port.CODE, types, card.code());
  }

  /**
   * @param encoder that was found to fit
   * @param decoder as it was read
   * @throws BadDataException that names the layer or port that does not fit
   */
  void decoder(ComputationGraphConfiguration encoder, ComputationGraphConfiguration decoder) {
    List<Feed> feeds = card.feeds().inputs();
    List<InputType> given = new ArrayList<>();
    for (String input : decoder.getNetworkInputs()) {
      if (input.equals(Port.CODE)) {
        given.add(InputType.feedForward(card.code()));
      } else if (input.equals(Port.MEMORY) && encoder.getNetworkOutputs().contains(Port.MEMORY)) {
        given.add(
            types(encoder, List.of(Networks.type(feeds.get(0), card.source()))).get(Port.MEMORY));
      } else if (input.equals(Port.GIVEN) && feeds.size() > 1) {
        given.add(Networks.type(feeds.get(1), card.decoded()));
      } else {
        throw new BadDataException(
            "has an input %s, which neither the encoder nor the feeds give".formatted(input));
      }
    }
    List<String> outputs = decoder.getNetworkOutputs();
    require(
        outputs.equals(List.of(Port.TARGET)),
        "has outputs %s, allowed: [%s]",
        outputs,
        Port.TARGET);
    Map<String, InputType> types = types(decoder, given);
    if (feeds.size() > 1) {
      requireTokens(decoder, Port.GIVEN, feeds.get(1), card.decoded());
    }
    Feed label = card.feeds().labels().get(0);
    requireWidth(
        Port.TARGET,
        types,
        card.decoded() instanceof TextField text
            ? text.vocabulary().size()
            : ((NumberField) card.decoded()).size() / Math.max(1, label.steps()));
  }

  private static void requireWidth(String port, Map<String, InputType> types, long wanted) {
    InputType type = types.get(port);
    long found =
        type instanceof InputType.InputTypeRecurrent steps
            ? steps.getSize()
            : type.arrayElementsPerExample();
    require(
        found == wanted,
        "gives %d numbers at %s, and by %s it is %d",
        found,
        port,
        BundleStore.CARD,
        wanted);
  }

  /** What each vertex gives out. Each layer must be as wide as what is before it. */
  private static Map<String, InputType> types(
      ComputationGraphConfiguration graph, List<InputType> inputs) {
    InputType[] given = inputs.toArray(InputType[]::new);
    ComputationGraphConfiguration fitted;
    Map<String, InputType> types;
    try {
      fitted = graph.clone();
      types =
          fitted.getLayerActivationTypes(
              /* addPreprocIfNecessary= */ true, /* overrideInputs= */ true, given);
      throughLosses(graph, types);
    } catch (RuntimeException e) {
      String flaw =
          e.getMessage() == null ? "" : ": " + e.getMessage().lines().findFirst().orElse("");
      throw new BadDataException("does not fit " + BundleStore.CARD + flaw, e);
    }
    graph
        .getVertices()
        .forEach(
            (name, vertex) -> {
              require(isActive(UserGraph.layer(vertex)), "has no activation at %s", name);
              long found = width(UserGraph.layer(vertex));
              long wanted = width(UserGraph.layer(fitted.getVertices().get(name)));
              require(
                  found == wanted,
                  "takes %d numbers at %s, and by %s it is given %d",
                  found,
                  name,
                  BundleStore.CARD,
                  wanted);
            });
    return types;
  }

  /** A layer that only compares gives what it takes, and DL4J says that it gives nothing. */
  private static void throughLosses(
      ComputationGraphConfiguration graph, Map<String, InputType> types) {
    graph
        .getVertices()
        .forEach(
            (name, vertex) -> {
              if (UserGraph.layer(vertex) instanceof LossLayer) {
                InputType before = types.get(graph.getVertexInputs().get(name).get(0));
                InputPreProcessor between = ((LayerVertex) vertex).getPreProcessor();
                types.put(name, between == null ? before : between.getOutputType(before));
              }
            });
  }

  /** DL4J reads a layer without its functions, and fails when it runs. */
  private static boolean isActive(Layer layer) {
    if (layer instanceof BaseWrapperLayer wrapper) {
      return isActive(wrapper.getUnderlying());
    }
    if (layer instanceof Bidirectional both) {
      return isActive(both.getFwd()) && isActive(both.getBwd());
    }
    return !(layer instanceof BaseLayer its && its.getActivationFn() == null)
        && !(layer instanceof AbstractLSTM lstm && lstm.getGateActivationFn() == null);
  }

  /** Numbers that a layer takes; 0 where it has none of its own, or takes ids. */
  private static long width(Layer layer) {
    if (layer instanceof BaseWrapperLayer wrapper) {
      return width(wrapper.getUnderlying());
    }
    if (layer instanceof Bidirectional both) {
      return width(both.getFwd());
    }
    return layer instanceof FeedForwardLayer its && !(layer instanceof EmbeddingSequenceLayer)
        ? its.getNIn()
        : 0;
  }

  /** An embedding has a row for each token, which the types of its input do not tell. */
  private static void requireTokens(
      ComputationGraphConfiguration graph, String port, Feed feed, Field field) {
    if (!(field instanceof TextField text)) {
      return;
    }
    boolean positions = feed.form() == Feed.Form.POSITIONS;
    int ids = positions ? text.maxLength() + 1 : text.vocabulary().size();
    for (GraphVertex reader : UserGraph.readers(graph, port)) {
      if (UserGraph.layer(reader) instanceof EmbeddingSequenceLayer embedding) {
        require(
            embedding.getNIn() == ids,
            "knows %d %s at %s, and by %s there are %d",
            embedding.getNIn(),
            positions ? "positions" : "tokens",
            port,
            BundleStore.CARD,
            ids);
      }
    }
  }
}
