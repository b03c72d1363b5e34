package org.diabolo.average;

import java.util.stream.IntStream;
import org.diabolo.average.exchange.Packed;
import org.diabolo.job.AveragingSpec;

/** Applies a round's averaged movement to the global parameters. */
final class OuterStep {
  private final AveragingSpec spec;
  private final boolean nesterov;
  private final int[] statistics;

  /**
   * @param replicas that train
   * @param statistics places of parameters that are taken as they are averaged
   */
  OuterStep(AveragingSpec spec, int replicas, int[] statistics) {
    this.statistics = statistics;
    this.spec = spec;
    this.nesterov = spec.nesterov(replicas);
  }

  /**
   * @param parameters after the step
   * @param momentum after the step; empty when there is none
   * @param movement L2 norm of the replicas' averaged movement, before rate and momentum
   * @param from L2 norm of the parameters before the step
   */
  record Result(float[] parameters, float[] momentum, double movement, double from) {}

  /** Numbers of momentum for a model. */
  int momentumSize(int parameters) {
    return nesterov ? parameters : 0;
  }

  /**
   * Plain: {@code x ← x + d}. Nesterov, with the averaged movement {@code d} as a step against the
   * outer gradient (Douillard et al. 2023, algorithm 1; Nesterov's form as in Sutskever et al.
   * 2013): {@code m ← μ m + d}, {@code x ← x + η (d + μ m)}.
   *
   * @param start global parameters that the round began with
   * @param mean the replicas' mean: of parameters, or of movements where those were sent; changed
   *     at the statistics' places, and not to be read afterwards
   * @param relative whether it is of movements
   * @param momentum from the round before
   * @param round of the training since the momentum was last reset, from 0
   */
  Result apply(float[] start, float[] mean, Sent relative, float[] momentum, long round) {
    float[] averaged = setAside(start, mean, relative);
    double mu = nesterov ? momentum(round) : 0;
    double rate = nesterov ? spec.outerRate() : 1;
    float[] parameters = new float[start.length];
    float[] next = new float[momentum.length];
    int blocks = (start.length + Packed.BLOCK - 1) / Packed.BLOCK;
    double[] squares = new double[blocks];
    double[] starts = new double[blocks];
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block -> {
              int to = Math.min(start.length, (block + 1) * Packed.BLOCK);
              double square = 0;
              double startSquare = 0;
              for (int i = block * Packed.BLOCK; i < to; i++) {
                double d = relative == Sent.MOVEMENT ? mean[i] : (double) mean[i] - start[i];
                square += d * d;
                startSquare += (double) start[i] * start[i];
                double step = d;
                if (nesterov) {
                  double m = mu * momentum[i] + d;
                  next[i] = (float) m;
                  step = rate * (d + mu * m);
                }
                parameters[i] = (float) (start[i] + step);
              }
              squares[block] = square;
              starts[block] = startSquare;
            });
    for (int i = 0; i < statistics.length; i++) {
      parameters[statistics[i]] = averaged[i];
    }
    return new Result(parameters, next, norm(squares), norm(starts));
  }

  /** The statistics as they were averaged; in {@code mean} they do not move any more. */
  private float[] setAside(float[] start, float[] mean, Sent relative) {
    float[] averaged = new float[statistics.length];
    for (int i = 0; i < statistics.length; i++) {
      int at = statistics[i];
      boolean moved = relative == Sent.MOVEMENT;
      averaged[i] = moved ? start[at] + mean[at] : mean[at];
      mean[at] = moved ? 0 : start[at];
    }
    return averaged;
  }

  private static double norm(double[] squares) {
    double sum = 0;
    for (double part : squares) {
      sum += part;
    }
    return Math.sqrt(sum);
  }

  /** What the mean is of. */
  enum Sent {
    PARAMETERS,
    MOVEMENT
  }

  /** The first rounds' movements are large and point nowhere lasting. */
  private double momentum(long round) {
    return spec.outerWarmup() == 0
        ? spec.outerMomentum()
        : spec.outerMomentum() * Math.min(1, (double) round / spec.outerWarmup());
  }
}
