package org.diabolo.engine.fused;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Values;
import org.diabolo.engine.Stepwise;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.Stepping;
import org.diabolo.engine.fused.plan.UncoveredException;

/** Runs a trained graph that the plan covers step by step. */
public final class FusedStepwise implements Stepwise {
  private final Stepping stepping;
  private final Pass pass;

  /**
   * @param graph with its parameters, of one output
   * @param stepped the input that is given step by step
   * @throws UncoveredException saying what in the graph the plan does not know
   * @throws IllegalArgumentException when a step of the graph depends on later ones
   */
  public FusedStepwise(ComputationGraph graph, String stepped) throws UncoveredException {
    this(graph.getConfiguration(), graph.params().dup().data().asFloat(), stepped);
  }

  /**
   * @param configuration of the graph, of one output
   * @param parameters in DL4J's order; they are read, also while others read them
   * @param stepped the input that is given step by step
   * @throws UncoveredException saying what in the graph the plan does not know
   * @throws IllegalArgumentException when a step of the graph depends on later ones
   */
  public FusedStepwise(
      ComputationGraphConfiguration configuration, float[] parameters, String stepped)
      throws UncoveredException {
    this.stepping = Compiler.compile(configuration, stepped);
    this.pass = new Pass(parameters, null);
  }

  @Override
  public void start(int rows, List<Values> inputs) {
    stepping.start(pass, rows, inputs);
  }

  @Override
  public float[] step(float[] input) {
    Signal output = stepping.step(pass, input);
    return Arrays.copyOf(output.values(), pass.rows() * output.size());
  }

  @Override
  public boolean attends() {
    return stepping.attends();
  }

  @Override
  public float[] attention() {
    return attends() ? stepping.attention(pass) : Stepwise.super.attention();
  }

  @Override
  public void select(int[] rows) {
    stepping.select(pass, rows);
  }
}
