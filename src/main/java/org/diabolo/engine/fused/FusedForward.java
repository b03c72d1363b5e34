package org.diabolo.engine.fused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Plan;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.StepOrder;
import org.diabolo.engine.fused.plan.UncoveredException;

/** Runs a trained graph that the plan covers; keeps no gradients. */
public final class FusedForward implements Forward {
  private final Plan plan;
  private final Pass pass;

  /**
   * @param graph with its parameters
   * @throws UncoveredException saying what in the graph the plan does not know
   */
  public FusedForward(ComputationGraph graph) throws UncoveredException {
    this(graph.getConfiguration(), graph.params().dup().data().asFloat());
  }

  /**
   * @param configuration of the graph
   * @param parameters in DL4J's order; they are read, also while others read them
   * @throws UncoveredException saying what in the graph the plan does not know
   */
  public FusedForward(ComputationGraphConfiguration configuration, float[] parameters)
      throws UncoveredException {
    this.plan = Compiler.compile(configuration);
    this.pass = new Pass(parameters, null);
  }

  @Override
  public List<Values> apply(int rows, List<Values> inputs) {
    pass.infer(rows);
    plan.forward(pass, inputs);
    List<Values> outputs = new ArrayList<>();
    for (Signal output : plan.outputs()) {
      outputs.add(copy(output, rows));
    }
    return outputs;
  }

  private static Values copy(Signal output, int rows) {
    int length = output.length();
    if (length == 1) {
      return Values.flat(Arrays.copyOf(output.values(), rows * output.size()));
    }
    float[] values = new float[rows * length * output.size()];
    StepOrder.toRows(output.values(), rows, length, output.size(), values);
    if (output.mask() == null) {
      return new Values(values, length, null);
    }
    float[] mask = new float[rows * length];
    StepOrder.toRows(output.mask(), rows, length, 1, mask);
    return new Values(values, length, mask);
  }
}
