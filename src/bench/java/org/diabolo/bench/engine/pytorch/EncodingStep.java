package org.diabolo.bench.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.diabolo.bench.engine.EngineCase;
import org.diabolo.bench.engine.Step;

/** A batch through the encoder; no parameter asks for gradients, so none are prepared. */
final class EncodingStep implements Step {
  private final NDManager manager;
  private final Graph graph;
  private final NDArray input;

  EncodingStep(NDManager manager, EngineCase one) {
    this.manager = manager;
    this.graph = new Graph(one.encoderGraph(), manager);
    this.input = Inputs.of(one.batch().inputs().get(0), one.batch().rows(), manager);
  }

  @Override
  public double run() {
    try (NDManager scope = manager.newSubManager()) {
      input.attach(scope);
      double first = graph.run(List.of(input), graph.parameters()).toFloatArray()[0];
      input.attach(manager);
      return first;
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
