package org.diabolo.engine.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.diabolo.engine.kind.Kinds;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * What goes in and out of a graph, as DL4J's input types: of vectors and flattened images their
 * size, of sequences the size of a step (1 for tokens).
 *
 * @param inputs one for each input
 * @param labels one for each output: what its loss compares it with; of an output without a loss
 *     its activations
 */
public record Ports(List<InputType> inputs, List<InputType> labels) {

  /**
   * DL4J's configuration does not say what its inputs are, but the layers that read them do.
   *
   * @param graph configuration of a graph, not changed
   * @return its ports
   * @throws UnknownPortException when nothing that reads an input says what it expects
   */
  public static Ports of(ComputationGraphConfiguration graph) throws UnknownPortException {
    List<InputType> inputs = new ArrayList<>();
    for (String input : graph.getNetworkInputs()) {
      inputs.add(InputPort.of(graph, input));
    }
    Map<String, InputType> types = types(graph, inputs);
    List<InputType> labels = new ArrayList<>();
    for (String output : graph.getNetworkOutputs()) {
      InputType type = label(graph, output, types);
      labels.add(sparse(graph, output) ? one(type) : type);
    }
    return new Ports(List.copyOf(inputs), List.copyOf(labels));
  }

  private static Map<String, InputType> types(
      ComputationGraphConfiguration graph, List<InputType> inputs) throws UnknownPortException {
    try {
      // Asking for types may add preprocessors, so a copy is asked.
      return graph.clone().getLayerActivationTypes(true, false, inputs.toArray(InputType[]::new));
    } catch (RuntimeException e) {
      // Each kind of layer has another exception for what does not fit it.
      throw new UnknownPortException(e.getMessage());
    }
  }

  private static InputType label(
      ComputationGraphConfiguration graph, String output, Map<String, InputType> types) {
    if (graph.getVertices().get(output) instanceof LayerVertex vertex
        && Kinds.of(layer(vertex)).labelsLikeInput()) {
      // DL4J takes the size of its output for 0.
      return InputType.feedForward(size(types.get(graph.getVertexInputs().get(output).get(0))));
    }
    return types.get(output);
  }

  private static boolean sparse(ComputationGraphConfiguration graph, String output) {
    return graph.getVertices().get(output) instanceof LayerVertex vertex
        && Kinds.of(layer(vertex)).loss(layer(vertex)) instanceof LossSparseMCXENT;
  }

  private static Layer layer(LayerVertex vertex) {
    return vertex.getLayerConf().getLayer();
  }

  private static InputType one(InputType type) {
    return isSequence(type) ? InputType.recurrent(1) : InputType.feedForward(1);
  }

  /**
   * @param type of a port
   * @return whether it is a sequence
   */
  public static boolean isSequence(InputType type) {
    return type.getType() == InputType.Type.RNN;
  }

  /**
   * @param type of a port
   * @return numbers of a row, of a sequence numbers of a step
   */
  public static int size(InputType type) {
    return isSequence(type)
        ? (int) ((InputType.InputTypeRecurrent) type).getSize()
        : (int) type.arrayElementsPerExample();
  }
}
