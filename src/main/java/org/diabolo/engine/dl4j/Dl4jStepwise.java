package org.diabolo.engine.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Values;
import org.diabolo.engine.Stepwise;
import org.diabolo.engine.graph.StepwiseCheck;

/**
 * Runs a graph step by step by DL4J: each step runs all steps up to it again. DL4J's own {@code
 * rnnTimeStep} takes no masks.
 */
public final class Dl4jStepwise implements Stepwise {
  private final Dl4jForward forward;
  private final int stepped;
  private List<Values> inputs;
  private float[][] past;

  /**
   * @param graph initialised, with its parameters set, of one output
   * @param stepped the input that is given step by step
   * @throws IllegalArgumentException when a step of the graph depends on later ones, or when it
   *     does not tell what goes in
   */
  public Dl4jStepwise(ComputationGraph graph, String stepped) {
    StepwiseCheck.check(graph.getConfiguration(), stepped);
    this.forward = new Dl4jForward(graph);
    this.stepped = graph.getConfiguration().getNetworkInputs().indexOf(stepped);
  }

  @Override
  public void start(int rows, List<Values> given) {
    inputs = new ArrayList<>(given);
    past = new float[rows][0];
  }

  @Override
  public float[] step(float[] input) {
    int rows = past.length;
    int size = input.length / rows;
    for (int row = 0; row < rows; row++) {
      int before = past[row].length;
      past[row] = Arrays.copyOf(past[row], before + size);
      System.arraycopy(input, row * size, past[row], before, size);
    }
    int length = past[0].length / size;
    float[] all = new float[rows * length * size];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(past[row], 0, all, row * length * size, length * size);
    }
    inputs.set(stepped, new Values(all, length, null));
    return last(forward.apply(rows, inputs).get(0), rows);
  }

  private static float[] last(Values output, int rows) {
    int row = output.data().length / rows;
    int size = row / output.length();
    float[] last = new float[rows * size];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(output.data(), (i + 1) * row - size, last, i * size, size);
    }
    return last;
  }

  @Override
  public void select(int[] rows) {
    float[][] selected = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = past[rows[i]].clone();
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (i != stepped) {
        inputs.set(i, select(inputs.get(i), rows));
      }
    }
    past = selected;
  }

  private Values select(Values from, int[] rows) {
    float[] mask = from.mask() == null ? null : select(from.mask(), from.length(), rows);
    return new Values(
        select(from.data(), from.data().length / past.length, rows), from.length(), mask);
  }

  private static float[] select(float[] from, int size, int[] rows) {
    float[] to = new float[rows.length * size];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(from, rows[i] * size, to, i * size, size);
    }
    return to;
  }
}
