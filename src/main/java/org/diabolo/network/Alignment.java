package org.diabolo.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.space.AffineMap;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model whose codes are mapped to others, of which its decoder makes what it made before. Where
 * the encoder ends with a linear layer and the decoder begins with layers that are linear in the
 * code, map and inverse are folded into their weights. Else both stand beside as dense layers;
 * never one of both, so that {@link Networks#joined} gets the model's own parameters by leaving
 * them out.
 *
 * @param encoder source to mapped code
 * @param decoder mapped code to target
 * @param folded whether the networks have the layers that they had
 */
public record Alignment(ComputationGraph encoder, ComputationGraph decoder, boolean folded) {
  /** The encoder's last vertex of old, where the map stands behind it. */
  private static final String UNALIGNED = "code-unaligned";

  /** The decoder's first layer, where it leads back. */
  private static final String BACK = "code-back";

  /**
   * @param encoder source to code, in DL4J's zip format
   * @param decoder code to target, in the same
   * @param map of the codes, which has an inverse
   * @return the model with mapped codes
   */
  public static Alignment of(byte[] encoder, byte[] decoder, AffineMap map) {
    // Read here, as copies that DL4J makes of a graph lack some settings of its vertices.
    ComputationGraph first = NetworkFile.read(encoder);
    ComputationGraph last = NetworkFile.read(decoder);
    List<String> readers = readers(last.getConfiguration());
    boolean folded =
        isLinear(first.getConfiguration(), Port.CODE)
            && readers(first.getConfiguration()).isEmpty()
            && readers.stream().allMatch(name -> takesLinearly(last.getConfiguration(), name));
    return folded
        ? folded(first, last, readers, map)
        : new Alignment(mapped(first, map), unmapped(last, map.inverse()), false);
  }

  private static List<String> readers(ComputationGraphConfiguration graph) {
    return graph.getVertexInputs().entrySet().stream()
        .filter(each -> each.getValue().contains(Port.CODE))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isLinear(ComputationGraphConfiguration graph, String name) {
    return layer(graph, name) instanceof DenseLayer dense
        && dense.getClass() == DenseLayer.class
        && dense.hasBias()
        && !dense.hasLayerNorm()
        && dense.getActivationFn() instanceof ActivationIdentity;
  }

  /** Whatever its activation is, that comes after what it makes of the code. */
  private static boolean takesLinearly(ComputationGraphConfiguration graph, String name) {
    Layer layer = layer(graph, name);
    boolean plain =
        layer instanceof DenseLayer dense && dense.getClass() == DenseLayer.class
            ? dense.hasBias() && !dense.hasLayerNorm()
            : layer instanceof OutputLayer output
                && output.getClass() == OutputLayer.class
                && output.hasBias();
    return plain && ((LayerVertex) graph.getVertices().get(name)).getPreProcessor() == null;
  }

  private static Layer layer(ComputationGraphConfiguration graph, String name) {
    return UserGraph.layer(graph.getVertices().get(name));
  }

  private static Alignment folded(
      ComputationGraph encoder, ComputationGraph decoder, List<String> readers, AffineMap map) {
    set(encoder, Port.CODE, map.after(get(encoder, Port.CODE)));
    AffineMap back = map.inverse();
    readers.forEach(name -> set(decoder, name, get(decoder, name).after(back)));
    return new Alignment(encoder, decoder, true);
  }

  private static AffineMap get(ComputationGraph graph, String layer) {
    Map<String, INDArray> parameters = graph.getLayer(layer).paramTable(false);
    INDArray weights = parameters.get("W");
    double[][] each = new double[weights.rows()][weights.columns()];
    double[] shift = new double[weights.columns()];
    for (int j = 0; j < shift.length; j++) {
      for (int i = 0; i < each.length; i++) {
        each[i][j] = weights.getDouble(i, j);
      }
      shift[j] = parameters.get("b").getDouble(j);
    }
    return AffineMap.of(each, shift);
  }

  private static void set(ComputationGraph graph, String layer, AffineMap map) {
    Map<String, INDArray> parameters = graph.getLayer(layer).paramTable(false);
    INDArray weights = parameters.get("W");
    for (int i = 0; i < weights.rows(); i++) {
      for (int j = 0; j < weights.columns(); j++) {
        weights.putScalar(i, j, map.weights().getEntry(i, j));
      }
    }
    INDArray bias = parameters.get("b");
    for (int j = 0; j < map.shift().length; j++) {
      bias.putScalar(j, map.shift()[j]);
    }
  }

  /**
   * @param part encoder or decoder, aligned or not
   * @param name of a vertex of the model as it was trained
   * @return that vertex; null where the part has none
   */
  static org.deeplearning4j.nn.graph.vertex.GraphVertex trained(
      ComputationGraph part, String name) {
    return part.getVertex(part.getVertex(UNALIGNED) == null ? name : renamed(name));
  }

  /** The map behind the encoder, under the name of the code. */
  private static ComputationGraph mapped(ComputationGraph encoder, AffineMap map) {
    ComputationGraphConfiguration graph = encoder.getConfiguration();
    Map<String, GraphVertex> vertices = new LinkedHashMap<>();
    graph.getVertices().forEach((name, vertex) -> vertices.put(renamed(name), vertex));
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    graph
        .getVertexInputs()
        .forEach(
            (name, from) ->
                inputs.put(renamed(name), from.stream().map(Alignment::renamed).toList()));
    if (layer(graph, Port.CODE) != null) {
      layer(graph, Port.CODE).setLayerName(UNALIGNED);
    }
    vertices.put(Port.CODE, linear(graph, Port.CODE, map));
    inputs.put(Port.CODE, List.of(UNALIGNED));
    return put(encoder, graph, vertices, inputs, Port.CODE, map);
  }

  private static String renamed(String name) {
    return name.equals(Port.CODE) ? UNALIGNED : name;
  }

  /** What leads back, before all that reads the code. */
  private static ComputationGraph unmapped(ComputationGraph decoder, AffineMap back) {
    ComputationGraphConfiguration graph = decoder.getConfiguration();
    Map<String, GraphVertex> vertices = new LinkedHashMap<>();
    vertices.put(BACK, linear(graph, BACK, back));
    vertices.putAll(graph.getVertices());
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    inputs.put(BACK, List.of(Port.CODE));
    graph
        .getVertexInputs()
        .forEach(
            (name, from) ->
                inputs.put(
                    name,
                    from.stream().map(each -> each.equals(Port.CODE) ? BACK : each).toList()));
    return put(decoder, graph, vertices, inputs, BACK, back);
  }

  private static LayerVertex linear(
      ComputationGraphConfiguration graph, String name, AffineMap map) {
    DenseLayer layer = DenseStack.linear(map.shift().length);
    layer.setNIn(map.shift().length);
    layer.setLayerName(name);
    NeuralNetConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(graph.getDefaultConfiguration().getSeed())
            .dataType(DataType.FLOAT)
            .layer(layer)
            .build();
    return new LayerVertex(configuration, /* preProcessor= */ null);
  }

  private static ComputationGraph put(
      ComputationGraph old,
      ComputationGraphConfiguration graph,
      Map<String, GraphVertex> vertices,
      Map<String, List<String>> inputs,
      String name,
      AffineMap map) {
    graph.setVertices(vertices);
    graph.setVertexInputs(inputs);
    // They are of the graph as it was.
    graph.setTopologicalOrder(null);
    graph.setTopologicalOrderStr(null);
    ComputationGraph result = new ComputationGraph(graph);
    result.init();
    for (org.deeplearning4j.nn.graph.vertex.GraphVertex vertex : result.getVertices()) {
      String its = vertex.getVertexName();
      Trainable to = Networks.trainable(vertex);
      if (to.numParams() > 0 && !its.equals(name)) {
        String was = its.equals(UNALIGNED) ? Port.CODE : its;
        Map<String, INDArray> from = Networks.trainable(old.getVertex(was)).paramTable(false);
        to.paramTable(false).forEach((key, values) -> values.assign(from.get(key)));
      }
    }
    set(result, name, map);
    return result;
  }
}
