package org.diabolo.engine.fused;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Reads a graph's configuration into a {@link Plan}, or says what stands in the way. */
final class Compiler {
  private static final Map<IActivation, Elementwise> ACTIVATIONS =
      Map.of(
          new ActivationIdentity(), Elementwise.IDENTITY,
          new ActivationReLU(), Elementwise.RELU,
          new ActivationLReLU(), Elementwise.LEAKYRELU,
          new ActivationTanH(), Elementwise.TANH,
          new ActivationSigmoid(), Elementwise.SIGMOID);

  private final ComputationGraphConfiguration graph;
  private final List<DensePlan> layers = new ArrayList<>();
  private IUpdater updater;
  private int offset;

  private Compiler(ComputationGraphConfiguration graph) {
    this.graph = graph;
  }

  static Plan compile(ComputationGraphConfiguration graph) throws UncoveredException {
    return new Compiler(graph).compile();
  }

  private Plan compile() throws UncoveredException {
    if (graph.getNetworkInputs().size() != 1 || graph.getNetworkOutputs().size() != 1) {
      throw new UncoveredException("a graph of several inputs or outputs");
    }
    String at = graph.getNetworkInputs().get(0);
    String output = graph.getNetworkOutputs().get(0);
    boolean loss = false;
    while (!at.equals(output)) {
      at = only(at);
      loss = add(at, at.equals(output));
    }
    if (layers.size() != graph.getVertices().size()) {
      throw new UncoveredException("a graph that is no chain");
    }
    return new Plan(List.copyOf(layers), loss ? optimizer() : null);
  }

  private String only(String input) throws UncoveredException {
    List<String> next =
        graph.getVertexInputs().entrySet().stream()
            .filter(vertex -> vertex.getValue().contains(input))
            .map(Map.Entry::getKey)
            .toList();
    if (next.size() != 1 || graph.getVertexInputs().get(next.get(0)).size() != 1) {
      throw new UncoveredException("a graph that is no chain, at " + input);
    }
    return next.get(0);
  }

  /** Adds a layer; true when it has the loss. */
  private boolean add(String name, boolean last) throws UncoveredException {
    GraphVertex vertex = graph.getVertices().get(name);
    if (!(vertex instanceof LayerVertex layerVertex)) {
      throw new UncoveredException(name + " (" + vertex.getClass().getSimpleName() + ")");
    }
    require(layerVertex.getPreProcessor() == null, name, "a preprocessor");
    var layer = layerVertex.getLayerConf().getLayer();
    boolean output = layer.getClass() == OutputLayer.class;
    boolean dense = layer.getClass() == DenseLayer.class;
    require(dense || output, name, layer.getClass().getSimpleName());
    require(output == last || dense, name, "an output in the middle");
    FeedForwardLayer feedForward = (FeedForwardLayer) layer;
    requirePlain(name, feedForward);
    if (output) {
      OutputLayer outputLayer = (OutputLayer) layer;
      require(outputLayer.getLossFn().equals(new LossMSE()), name, "its loss");
      require(outputLayer.hasBias(), name, "no bias");
    } else {
      require(((DenseLayer) layer).hasBias(), name, "no bias");
      require(!((DenseLayer) layer).hasLayerNorm(), name, "layer normalisation");
    }
    require(layerVertex.getLayerConf().isMiniBatch(), name, "sums over the batch");
    Elementwise activation = ACTIVATIONS.get(feedForward.getActivationFn());
    require(activation != null, name, "activation " + feedForward.getActivationFn());
    int nIn = (int) feedForward.getNIn();
    int nOut = (int) feedForward.getNOut();
    layers.add(new DensePlan(nIn, nOut, offset, offset + nIn * nOut, activation));
    offset += nIn * nOut + nOut;
    return output;
  }

  private void requirePlain(String name, FeedForwardLayer layer) throws UncoveredException {
    require(layer.getIDropout() == null, name, "dropout");
    require(layer.getWeightNoise() == null, name, "weight noise");
    require(layer.getConstraints() == null, name, "constraints");
    require(
        layer.getRegularization().isEmpty() && layer.getRegularizationBias().isEmpty(),
        name,
        "regularisation");
    require(
        layer.getGradientNormalization() == null
            || layer.getGradientNormalization() == GradientNormalization.None,
        name,
        "gradient normalisation");
    require(layer.getBiasUpdater() == null, name, "an updater of its own for the bias");
    // Equal updaters share one block of state over all parameters, which is what Optimizer expects.
    require(updater == null || updater.equals(layer.getIUpdater()), name, "an updater of its own");
    updater = layer.getIUpdater();
  }

  private Optimizer optimizer() throws UncoveredException {
    if (updater instanceof Adam adam) {
      return new Optimizer.Adam(adam.getBeta1(), adam.getBeta2(), adam.getEpsilon());
    }
    if (updater instanceof Nesterovs nesterovs && nesterovs.getMomentumISchedule() == null) {
      return new Optimizer.Nesterovs(nesterovs.getMomentum());
    }
    if (updater instanceof Sgd) {
      return new Optimizer.Sgd();
    }
    throw new UncoveredException("updater " + updater);
  }

  private static void require(boolean covered, String layer, String what)
      throws UncoveredException {
    if (!covered) {
      throw new UncoveredException(layer + ": " + what);
    }
  }
}
