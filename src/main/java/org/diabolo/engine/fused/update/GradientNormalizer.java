package org.diabolo.engine.fused.update;

import org.deeplearning4j.nn.conf.GradientNormalization;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.kernel.Vectors;

/**
 * What DL4J does to a layer's mean gradients before anything else: see its
 * BaseMultiLayerUpdater.preApply. What is no gradient (running statistics) counts as one here.
 *
 * @param kind of normalisation
 * @param threshold of the norm, or of each number
 */
public record GradientNormalizer(GradientNormalization kind, double threshold) {
  /** Nothing. */
  public static final GradientNormalizer NONE =
      new GradientNormalizer(GradientNormalization.None, 0);

  /** Avoids 0/0, as in DL4J. */
  private static final double TINY = 1e-5;

  /**
   * @param kind of DL4J; null for none
   * @param threshold of DL4J
   * @return the same
   */
  public static GradientNormalizer of(GradientNormalization kind, double threshold) {
    return kind == null || kind == GradientNormalization.None
        ? NONE
        : new GradientNormalizer(kind, threshold);
  }

  boolean ofEachParameter() {
    return kind == GradientNormalization.RenormalizeL2PerParamType
        || kind == GradientNormalization.ClipL2PerParamType;
  }

  /** Changes what belongs together: all gradients of a layer, or of one of its parameters. */
  void apply(float[] gradients, int from, int to) {
    switch (kind) {
      case None -> {}
      case ClipElementWiseAbsoluteValue -> clip(gradients, from, to, (float) threshold);
      case RenormalizeL2PerLayer, RenormalizeL2PerParamType -> {
        double norm = norm(gradients, from, to);
        Vectors.scale(gradients, from, to, (float) (1 / (norm == 0 ? TINY : norm)));
      }
      case ClipL2PerLayer, ClipL2PerParamType -> {
        double norm = norm(gradients, from, to);
        if (norm > threshold) {
          Vectors.scale(gradients, from, to, (float) (threshold / norm));
        }
      }
    }
  }

  private static double norm(float[] gradients, int from, int to) {
    return Math.sqrt(Blas.squares(to - from, gradients, from));
  }

  private static void clip(float[] gradients, int from, int to, float most) {
    for (int i = from; i < to; i++) {
      gradients[i] = Math.max(-most, Math.min(most, gradients[i]));
    }
  }
}
