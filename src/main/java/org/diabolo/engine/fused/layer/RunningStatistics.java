package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Pass;

/**
 * Mean and variance of past batches, with weights that decay. DL4J has them as parameters; what
 * stands for their gradient is what is taken from them.
 *
 * @param mean offset in the parameters
 * @param spread offset of the variances, or of log10 of the standard deviations
 * @param logarithm whether it is those logarithms
 * @param decay of the past at each batch
 * @param size channels
 */
public record RunningStatistics(int mean, int spread, boolean logarithm, double decay, int size) {

  /** Reads them as they are. */
  void read(Pass pass, double[] means, double[] variances) {
    float[] p = pass.parameters();
    for (int c = 0; c < size; c++) {
      means[c] = p[mean + c];
      variances[c] = variance(p[spread + c]);
    }
  }

  private double variance(float stored) {
    return logarithm ? Math.pow(10, 2.0 * stored) : stored;
  }

  /** Writes what a batch takes from them. */
  void update(Pass pass, double[] means, double[] variances) {
    float[] p = pass.parameters();
    float[] g = pass.gradients();
    for (int c = 0; c < size; c++) {
      g[mean + c] = (float) ((1 - decay) * (p[mean + c] - means[c]));
      double before = variance(p[spread + c]);
      double after = decay * before + (1 - decay) * variances[c];
      g[spread + c] = (float) (logarithm ? Math.log10(before / after) / 2 : before - after);
    }
  }
}
