package org.diabolo.engine.fused;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.util.GraphIndices;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Plan;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.Stepping;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.diabolo.engine.graph.Ports;
import org.diabolo.engine.graph.StepwiseCheck;
import org.diabolo.engine.graph.UnknownPortException;
import org.diabolo.engine.kind.Kinds;
import org.nd4j.linalg.api.buffer.DataType;

/** Turns a graph's configuration into a {@link Plan}, or says what stands in the way. */
final class Compiler {
  private final ComputationGraphConfiguration graph;
  private final Build build;
  private final Map<String, Deque<Signal>> waiting = new HashMap<>();

  private Compiler(ComputationGraphConfiguration graph, String stepped) {
    this.graph = graph;
    this.build = new Build(stepped);
  }

  /**
   * @param graph configuration of a graph
   * @return a plan of it; of inference alone where an output has no loss
   * @throws UncoveredException naming the vertex and what of it the plan does not know
   */
  public static Plan compile(ComputationGraphConfiguration graph) throws UncoveredException {
    Compiler compiler = new Compiler(graph, /* stepped= */ null);
    return compiler.build.plan(graph.getNetworkOutputs(), compiler.compile());
  }

  /**
   * @param graph configuration of a graph of one output that fits {@link StepwiseCheck}
   * @param stepped the input that is given step by step
   * @return a plan of running it so
   * @throws UncoveredException naming the vertex and what of it the plan does not know
   */
  public static Stepping compile(ComputationGraphConfiguration graph, String stepped)
      throws UncoveredException {
    StepwiseCheck.check(graph, stepped);
    Compiler compiler = new Compiler(graph, stepped);
    return compiler.build.stepping(compiler.compile().get(0));
  }

  private List<Signal> compile() throws UncoveredException {
    requirePlainGraph();
    List<String> names = graph.getNetworkInputs();
    List<InputType> types = ports();
    for (int i = 0; i < names.size(); i++) {
      offer(names.get(i), build.input(names.get(i), shape(types.get(i))));
    }
    // DL4J's own order, which is that of the flattened parameters.
    GraphIndices order = new ComputationGraph(graph).calculateIndices();
    for (int index : order.getTopologicalSortOrder()) {
      String name = order.getIdxToName().get(index);
      if (!names.contains(name)) {
        List<Signal> in = take(graph.getVertexInputs().get(name));
        build.begin(name, in);
        offer(name, vertex(graph.getVertices().get(name), in));
        build.end();
      }
    }
    return take(graph.getNetworkOutputs());
  }

  private List<InputType> ports() throws UncoveredException {
    try {
      return Ports.of(graph).inputs();
    } catch (UnknownPortException e) {
      throw new UncoveredException(e.getMessage());
    }
  }

  private static Shape shape(InputType type) {
    int size = Ports.size(type);
    return Ports.isSequence(type) ? Shape.sequence(size) : Shape.flat(size);
  }

  private Signal vertex(GraphVertex vertex, List<Signal> in) throws UncoveredException {
    if (!(vertex instanceof LayerVertex layer)) {
      return Kinds.ALL.compile(vertex, in, build);
    }
    Signal before = in.get(0);
    if (layer.getPreProcessor() != null) {
      before = Kinds.ALL.compile(layer.getPreProcessor(), before, build);
    }
    build.obstacle(!layer.getLayerConf().isMiniBatch(), "sums over the batch");
    return Kinds.ALL.compile(layer.getLayerConf().getLayer(), before, build);
  }

  private void requirePlainGraph() throws UncoveredException {
    NeuralNetConfiguration common = graph.getDefaultConfiguration();
    build.require(graph.getDataType() == DataType.FLOAT, "numbers of " + graph.getDataType());
    build.require(
        new HashSet<>(graph.getNetworkOutputs()).size() == graph.getNetworkOutputs().size(),
        "an output that is there twice");
    build.obstacle(
        graph.getBackpropType() != BackpropType.Standard,
        "truncated back-propagation through time");
    build.obstacle(
        common.getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT
            || common.getStepFunction() != null
            || !common.isMinimize()
            || !common.isMiniBatch(),
        "an optimisation other than stochastic gradient descent over mini-batches");
  }

  private void offer(String name, Signal signal) throws UncoveredException {
    int readers = graph.getNetworkOutputs().contains(name) ? 1 : 0;
    for (List<String> inputs : graph.getVertexInputs().values()) {
      readers += (int) inputs.stream().filter(name::equals).count();
    }
    build.require(readers > 0, "nobody reads it");
    // DL4J cannot train such either.
    build.require(
        !build.endsInLoss() || graph.getNetworkOutputs().contains(name) && readers == 1,
        "an output layer that is read inside the graph");
    waiting.put(name, new ArrayDeque<>(build.fork(signal, readers)));
  }

  private List<Signal> take(List<String> names) {
    List<Signal> signals = new ArrayList<>();
    for (String name : names) {
      signals.add(waiting.get(name).remove());
    }
    return signals;
  }
}
