package org.diabolo.engine.fused.plan;

import java.util.List;
import org.diabolo.batch.Values;
import org.diabolo.engine.fused.update.Decay;
import org.diabolo.engine.fused.update.ParameterRange;
import org.diabolo.engine.fused.update.StateLayout;

/** A compiled graph, with the buffers of one thread. */
public final class Plan {
  private final List<Input> inputs;
  private final List<Stage> stages;
  private final List<Loss> losses;
  private final List<Signal> outputs;
  private final List<ParameterRange> ranges;
  private final List<ParameterRange> scored;

  Plan(
      List<Input> inputs,
      List<Stage> stages,
      List<Loss> losses,
      List<Signal> outputs,
      List<ParameterRange> ranges,
      List<ParameterRange> scored) {
    this.inputs = inputs;
    this.stages = List.copyOf(stages);
    this.losses = List.copyOf(losses);
    this.outputs = List.copyOf(outputs);
    this.ranges = List.copyOf(ranges);
    this.scored = scored.stream().filter(range -> !range.decay().equals(Decay.NONE)).toList();
  }

  /**
   * @return whether every output has a loss
   */
  public boolean trainable() {
    return !losses.isEmpty();
  }

  /**
   * @return how many parameters the network has
   */
  public int parameters() {
    return ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1).to();
  }

  /**
   * @return how the optimisers' state lies
   */
  public StateLayout stateLayout() {
    return StateLayout.of(ranges);
  }

  /**
   * @return what comes in, in the network's order
   */
  public List<Signal> inputs() {
    return inputs.stream().map(Input::out).toList();
  }

  /**
   * @return what goes out, in the network's order
   */
  public List<Signal> outputs() {
    return outputs;
  }

  /**
   * Fills the {@link #outputs}.
   *
   * @param pass begun
   * @param from one for each input
   */
  public void forward(Pass pass, List<Values> from) {
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).read(pass, from.get(i));
    }
    for (int i = 0; i < stages.size(); i++) {
      stages.get(i).forward(pass);
    }
  }

  /**
   * @param pass after {@link #forward}
   * @param labels one for each output
   * @return mean loss of the rows, and the penalties of the parameters
   */
  public double score(Pass pass, List<Values> labels) {
    double sum = 0;
    for (int i = 0; i < losses.size(); i++) {
      sum += losses.get(i).score(pass, labels.get(i));
    }
    double penalties = 0;
    for (int i = 0; i < scored.size(); i++) {
      ParameterRange range = scored.get(i);
      penalties += range.decay().score(pass.parameters(), range.from(), range.to());
    }
    return sum / pass.rows() + penalties;
  }

  /**
   * Writes the pass's gradients, summed over the rows.
   *
   * @param pass of training, after {@link #score}
   */
  public void backward(Pass pass) {
    for (int i = stages.size() - 1; i >= 0; i--) {
      stages.get(i).backward(pass);
    }
  }

  /**
   * {@link #backward} and an optimiser step.
   *
   * @param pass of training, after {@link #score}
   * @param state of the optimisers, as {@link #stateLayout} made it
   * @param rate learning rate
   * @param iteration from 0
   */
  public void step(Pass pass, float[][] state, double rate, long iteration) {
    for (int i = stages.size() - 1; i >= 0; i--) {
      Stage stage = stages.get(i);
      stage.backward(pass);
      if (stage.update() != null) {
        // At once: the gradients are still near, and nothing below needs the old parameters.
        stage
            .update()
            .apply(pass.parameters(), pass.gradients(), state, pass.rows(), rate, iteration);
      }
    }
  }
}
