package org.diabolo.engine.fused;

import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.engine.Forward;

/** Runs a trained graph that the plan covers; keeps no gradients. */
public final class FusedForward implements Forward {
  private final Plan plan;
  private final float[] parameters;
  private final float[][] outputs;
  private int room;

  /**
   * @param graph with its parameters
   * @throws UncoveredException saying what in the graph the plan does not know
   */
  public FusedForward(ComputationGraph graph) throws UncoveredException {
    this.plan = Compiler.compile(graph.getConfiguration());
    this.parameters = graph.params().dup().data().asFloat();
    this.outputs = new float[plan.layers().size()][];
  }

  @Override
  public float[] apply(int rows, float[] input) {
    if (rows > room) {
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = new float[rows * plan.layers().get(i).nOut()];
      }
      room = rows;
    }
    plan.forward(parameters, input, rows, outputs);
    return Arrays.copyOf(outputs[outputs.length - 1], rows * plan.outputSize());
  }
}
