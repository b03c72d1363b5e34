package org.diabolo.engine.fused.plan;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.diabolo.batch.Values;

/** A compiled graph that is run one step of one of its inputs after the other, in inference. */
public final class Stepping {
  private final List<Input> inputs;
  private final int stepped;
  private final List<Node> constant;
  private final List<Node> changing;
  private final List<Signal> constants;
  private final Signal output;
  private final Attending attention;

  /**
   * @param inputs of the graph
   * @param stepped which of them is stepped through
   * @param constant nodes to run at the start
   * @param changing nodes to run at each step
   * @param constants signals that stay the same from step to step
   * @param output of the graph
   */
  Stepping(
      List<Input> inputs,
      int stepped,
      List<Node> constant,
      List<Node> changing,
      List<Signal> constants,
      Signal output) {
    this.inputs = inputs;
    this.stepped = stepped;
    this.constant = List.copyOf(constant);
    this.changing = List.copyOf(changing);
    this.constants = List.copyOf(constants);
    this.output = output;
    this.attention = last(changing);
  }

  private static Attending last(List<Node> nodes) {
    Attending last = null;
    for (Node node : nodes) {
      last = node instanceof Attending attending ? attending : last;
    }
    return last;
  }

  /**
   * @param pass whose parameters are used
   * @param rows of the batch
   * @param from one for each input; of the stepped one nothing
   */
  public void start(Pass pass, int rows, List<Values> from) {
    pass.infer(rows);
    for (int i = 0; i < inputs.size(); i++) {
      if (i == stepped) {
        inputs.get(i).out().share(new float[0], 1, null);
      } else {
        inputs.get(i).read(pass, from.get(i));
      }
    }
    for (Node node : constant) {
      node.forward(pass);
    }
    for (Node node : changing) {
      if (node instanceof Stateful stateful) {
        stateful.clear();
      }
    }
  }

  /**
   * @param pass of {@link #start}
   * @param input of this step, a vector a row
   * @return the output, of one step
   */
  public Signal step(Pass pass, float[] input) {
    pass.step(pass.rows());
    inputs.get(stepped).out().share(input, 1, null);
    for (int i = 0; i < changing.size(); i++) {
      changing.get(i).forward(pass);
    }
    return output;
  }

  /**
   * @return whether something in the graph attends at each step
   */
  public boolean attends() {
    return attention != null;
  }

  /**
   * @param pass of {@link #start}, after {@link #step}
   * @return the weights of the last attention, see {@link Attending#weights}
   */
  public float[] attention(Pass pass) {
    return attention.weights(pass);
  }

  /**
   * @param pass of {@link #start}
   * @param rows for each new row, which of the old ones it continues
   */
  public void select(Pass pass, int[] rows) {
    Map<float[], float[]> selected = new IdentityHashMap<>();
    for (Signal signal : constants) {
      int length = signal.length();
      // Forked signals share their values, and sequences their masks.
      float[] values =
          selected.computeIfAbsent(
              signal.values(), all -> Rows.select(all, length, pass.rows(), signal.size(), rows));
      float[] mask = signal.mask();
      if (mask != null) {
        mask =
            selected.computeIfAbsent(mask, all -> Rows.select(all, length, pass.rows(), 1, rows));
      }
      signal.share(values, length, mask);
    }
    for (Node node : changing) {
      if (node instanceof Stateful stateful) {
        stateful.select(rows);
      }
    }
    pass.step(rows.length);
  }
}
