package org.diabolo.engine.fused.update;

import java.util.ArrayList;
import java.util.List;

/**
 * What changes the parameters of one vertex once their gradients are known.
 *
 * @param stretches all of the vertex's parameters, in order
 */
public record Update(List<Stretch> stretches) {

  /**
   * @param single the vertex's parameters as they lie
   * @return the update, with as few stretches as there can be
   */
  public static Update of(List<Stretch> single) {
    List<Stretch> merged = new ArrayList<>();
    for (Stretch next : single) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).goesOnAs(next)) {
        merged.set(last, merged.get(last).to(next.to()));
      } else {
        merged.add(next);
      }
    }
    return new Update(List.copyOf(merged));
  }

  /**
   * @param parameters changed
   * @param gradients of the batch, changed
   * @param state of the optimisers, changed
   * @param rows of the batch
   * @param rate learning rate
   * @param iteration from 0
   */
  public void apply(
      float[] parameters,
      float[] gradients,
      float[][] state,
      int rows,
      double rate,
      long iteration) {
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      float scale = stretch.mean() ? 1f / rows : 1;
      stretch
          .optimizer()
          .step(parameters, gradients, state, stretch.from(), stretch.to(), scale, rate, iteration);
    }
  }
}
