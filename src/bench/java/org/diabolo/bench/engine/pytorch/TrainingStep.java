package org.diabolo.bench.engine.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.bench.engine.EngineCase;
import org.diabolo.bench.engine.Step;
import org.diabolo.bench.engine.Yardstick.Optimizer;

/** Forward, loss, backward, optimiser; all that a step makes is freed at its end. */
final class TrainingStep implements Step {
  private final Engine engine;
  private final NDManager manager;
  private final Graph graph;
  private final Loss loss;
  private final List<NDArray> inputs;
  private final NDArray labels;
  private final Update update;

  TrainingStep(Engine engine, NDManager manager, EngineCase one, Optimizer optimizer) {
    this.engine = engine;
    this.manager = manager;
    ComputationGraph start = one.trainingGraph();
    this.graph = new Graph(start, manager);
    this.loss = Loss.of(start);
    int rows = one.batch().rows();
    this.inputs =
        one.batch().inputs().stream().map(values -> Inputs.of(values, rows, manager)).toList();
    this.labels = Inputs.of(one.batch().labels().get(0), rows, manager);
    this.update =
        switch (optimizer) {
          case FASTEST -> new FusedAdam(manager, graph.parameters());
          case USUAL -> new UsualAdam(graph.parameters());
          case NONE -> (gradients, scope) -> {};
        };
  }

  @Override
  public double run() {
    try (NDManager scope = manager.newSubManager()) {
      // What an operation makes belongs to its input's manager.
      inputs.forEach(input -> input.attach(scope));
      List<NDArray> weights = leaves(scope);
      double value;
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDArray result = loss.of(graph.run(inputs, weights), labels);
        collector.backward(result);
        value = result.getFloat();
      }
      List<NDArray> gradients = new ArrayList<>();
      for (NDArray weight : weights) {
        NDArray gradient = weight.getGradient();
        gradient.attach(scope);
        gradients.add(gradient);
      }
      update.apply(gradients, scope);
      inputs.forEach(input -> input.attach(manager));
      return value;
    }
  }

  /**
   * The parameters' own memory under fresh names: a leaf without a gradient takes the first one as
   * it is, where it would be added to a gradient set to zero.
   */
  private List<NDArray> leaves(NDManager scope) {
    List<NDArray> leaves = new ArrayList<>();
    for (NDArray parameter : graph.parameters()) {
      NDArray leaf = parameter.stopGradient();
      leaf.attach(scope);
      leaf.setRequiresGradient(true);
      leaves.add(leaf);
    }
    return leaves;
  }

  @Override
  public void close() {
    update.close();
    manager.close();
  }
}
