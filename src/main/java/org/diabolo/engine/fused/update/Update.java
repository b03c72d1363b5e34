package org.diabolo.engine.fused.update;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.diabolo.engine.fused.kernel.Vectors;

/**
 * What changes the parameters of one vertex once their gradients are known, in DL4J's order: means,
 * normalisation, penalties' gradients, optimiser and weight decay.
 *
 * @param stretches all of the vertex's parameters, in order, as few as there can be
 * @param parts the same, one for each parameter
 * @param normalization of the gradients
 */
public record Update(List<Stretch> stretches, List<Stretch> parts, Normalization normalization) {
  /** Parameters that several loops pass over one after the other, while they are in the cache. */
  private static final int CHUNK = 4096;

  /**
   * @param parts the vertex's parameters as they lie
   * @param normalization of their gradients
   * @return the update
   */
  public static Update of(List<Stretch> parts, Normalization normalization) {
    return new Update(merge(parts, Stretch::movesAs), List.copyOf(parts), normalization);
  }

  /** Neighbours that belong together made one. */
  static List<Stretch> merge(List<Stretch> single, BiPredicate<Stretch, Stretch> together) {
    List<Stretch> merged = new ArrayList<>();
    for (Stretch next : single) {
      int last = merged.size() - 1;
      if (last >= 0 && together.test(merged.get(last), next)) {
        merged.set(last, merged.get(last).to(next.to()));
      } else {
        merged.add(next);
      }
    }
    return List.copyOf(merged);
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
    boolean plain = normalization.equals(Normalization.NONE);
    if (!plain) {
      normalize(gradients, rows);
    }
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      float scale = plain && stretch.mean() ? 1f / rows : 1;
      if (stretch.decay().equals(Decay.NONE)) {
        stretch
            .optimizer()
            .step(
                parameters, gradients, state, stretch.from(), stretch.to(), scale, rate, iteration);
      } else {
        decayed(stretch, parameters, gradients, state, scale, rate, iteration);
      }
    }
  }

  private void normalize(float[] gradients, int rows) {
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      if (stretch.mean()) {
        Vectors.scale(gradients, stretch.from(), stretch.to(), 1f / rows);
      }
    }
    if (normalization.ofEachParameter()) {
      for (int i = 0; i < parts.size(); i++) {
        normalization.apply(gradients, parts.get(i).from(), parts.get(i).to());
      }
    } else {
      normalization.apply(gradients, parts.get(0).from(), parts.get(parts.size() - 1).to());
    }
  }

  private static void decayed(
      Stretch stretch,
      float[] parameters,
      float[] gradients,
      float[][] state,
      float scale,
      double rate,
      long iteration) {
    Decay decay = stretch.decay();
    float rest = (float) (1 - decay.share(rate));
    for (int from = stretch.from(); from < stretch.to(); from += CHUNK) {
      int to = Math.min(from + CHUNK, stretch.to());
      float left = scale;
      if (decay.ofGradients()) {
        decay.addTo(gradients, parameters, from, to, scale);
        left = 1;
      }
      if (rest != 1) {
        // Before the step, which takes no notice: of the old parameters, as in DL4J.
        Vectors.scale(parameters, from, to, rest);
      }
      stretch.optimizer().step(parameters, gradients, state, from, to, left, rate, iteration);
    }
  }
}
