package org.diabolo.average;

import java.util.HashMap;
import java.util.Map;
import org.diabolo.engine.ModelState;

/**
 * The average of the replicas' states, weighted by the examples each has trained on. Results may
 * arrive in any order; they are added in the replicas' order, in double precision, so the same
 * results give the same bits.
 */
final class OrderedAverage {
  private final Map<Integer, RoundResult> waiting = new HashMap<>();
  private int next;
  private double[] parameters;
  private double[] updater;
  private long examples;
  private double loss;

  /** Takes one replica's result; positions count from 0 without gaps. */
  void add(int position, RoundResult result) {
    waiting.put(position, result);
    while (waiting.containsKey(next)) {
      sum(waiting.remove(next));
      next++;
    }
  }

  private void sum(RoundResult result) {
    if (parameters == null) {
      parameters = new double[result.state().parameters().length];
      updater = new double[result.state().updater().length];
    }
    addScaled(result.state().parameters(), result.examples(), parameters);
    addScaled(result.state().updater(), result.examples(), updater);
    examples += result.examples();
    loss += result.lossSum();
  }

  private static void addScaled(float[] from, double weight, double[] into) {
    for (int i = 0; i < from.length; i++) {
      into[i] += weight * from[i];
    }
  }

  long examples() {
    return examples;
  }

  /** Mean loss of an example at the moment it was trained on. */
  double loss() {
    return loss / examples;
  }

  /**
   * @param iteration that the averaged state stands at
   */
  ModelState state(long iteration) {
    if (!waiting.isEmpty() || parameters == null) {
      throw new IllegalStateException("replica " + next + "'s result is missing");
    }
    return new ModelState(divided(parameters), divided(updater), iteration);
  }

  private float[] divided(double[] sums) {
    float[] means = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      means[i] = (float) (sums[i] / examples);
    }
    return means;
  }
}
