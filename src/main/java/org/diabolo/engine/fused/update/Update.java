package org.diabolo.engine.fused.update;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.diabolo.engine.fused.kernel.Vectors;

/**
 * What changes the parameters of one vertex once their gradients are known, in DL4J's order: means,
 * normalisation, penalties' gradients, optimiser and weight decay.
 *
 * @param ranges all of the vertex's parameters, in order, as few as there can be
 * @param parts the same, one for each parameter
 * @param normalizer of the gradients
 */
public record Update(
    List<ParameterRange> ranges, List<ParameterRange> parts, GradientNormalizer normalizer) {
  /** Parameters that several loops pass over one after the other, while they are in the cache. */
  private static final int CHUNK = 4096;

  /**
   * @param parts the vertex's parameters as they lie
   * @param normalizer of their gradients
   * @return the update
   */
  public static Update of(List<ParameterRange> parts, GradientNormalizer normalizer) {
    return new Update(merge(parts, ParameterRange::movesAs), List.copyOf(parts), normalizer);
  }

  /** Neighbours that belong together made one. */
  static List<ParameterRange> merge(
      List<ParameterRange> single, BiPredicate<ParameterRange, ParameterRange> together) {
    List<ParameterRange> merged = new ArrayList<>();
    for (ParameterRange next : single) {
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
    boolean plain = normalizer.equals(GradientNormalizer.NONE);
    if (!plain) {
      normalize(gradients, rows);
    }
    for (int i = 0; i < ranges.size(); i++) {
      ParameterRange range = ranges.get(i);
      float scale = plain && range.mean() ? 1f / rows : 1;
      if (range.decay().equals(Decay.NONE)) {
        range
            .optimizer()
            .step(parameters, gradients, state, range.from(), range.to(), scale, rate, iteration);
      } else {
        decayed(range, parameters, gradients, state, scale, rate, iteration);
      }
    }
  }

  private void normalize(float[] gradients, int rows) {
    for (int i = 0; i < ranges.size(); i++) {
      ParameterRange range = ranges.get(i);
      if (range.mean()) {
        Vectors.scale(gradients, range.from(), range.to(), 1f / rows);
      }
    }
    if (normalizer.ofEachParameter()) {
      for (int i = 0; i < parts.size(); i++) {
        normalizer.apply(gradients, parts.get(i).from(), parts.get(i).to());
      }
    } else {
      normalizer.apply(gradients, parts.get(0).from(), parts.get(parts.size() - 1).to());
    }
  }

  private static void decayed(
      ParameterRange range,
      float[] parameters,
      float[] gradients,
      float[][] state,
      float scale,
      double rate,
      long iteration) {
    Decay decay = range.decay();
    float rest = (float) (1 - decay.share(rate));
    for (int from = range.from(); from < range.to(); from += CHUNK) {
      int to = Math.min(from + CHUNK, range.to());
      float left = scale;
      if (decay.ofGradients()) {
        decay.addTo(gradients, parameters, from, to, scale);
        left = 1;
      }
      if (rest != 1) {
        // Before the step, which takes no notice: of the old parameters, as in DL4J.
        Vectors.scale(parameters, from, to, rest);
      }
      range.optimizer().step(parameters, gradients, state, from, to, left, rate, iteration);
    }
  }
}
