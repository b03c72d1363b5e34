package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.diabolo.average.OuterStep.Sent;
import org.diabolo.average.exchange.Packed;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.AveragingSpec.Updater;
import org.junit.jupiter.api.Test;

class OuterStepTest {
  private static final int SIZE = 3 * Packed.BLOCK + 11;

  private static OuterStep outer(Outer kind, double rate, double momentum, int warmup) {
    return new OuterStep(
        new AveragingSpec(
            2, 10, 0.05, kind, rate, momentum, warmup, Updater.AVERAGED, Transfer.FP32),
        2,
        new int[0]);
  }

  private static float[] random(int seed) {
    Random random = new Random(seed);
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void statisticsAreTakenAsAveragedAndAreNoMovement() {
    AveragingSpec spec =
        new AveragingSpec(2, 10, 0.05, Outer.NESTEROV, 1, 0.5, 0, Updater.AVERAGED, Transfer.FP32);
    OuterStep outer = new OuterStep(spec, 2, new int[] {1});
    OuterStep.Result step =
        outer.apply(
            new float[] {1, 1}, new float[] {4, 0.1f}, Sent.PARAMETERS, new float[] {0, 0}, 5);

    // With momentum a variance of 1 that falls to 0.1 would go on to -0.35.
    assertThat(step.parameters()).containsExactly(1 + 3 + 0.5f * 3, 0.1f);
    assertThat(step.movement()).isEqualTo(3);
    OuterStep.Result moved =
        outer.apply(
            new float[] {1, 1}, new float[] {3, -0.9f}, Sent.MOVEMENT, new float[] {0, 0}, 5);
    assertThat(moved.parameters()[1]).isEqualTo(1 - 0.9f);
  }

  @Test
  void plainIsTheMean() {
    OuterStep plain = outer(Outer.PLAIN, 0.7, 0.9, 10);
    float[] start = random(1);
    float[] mean = random(2);
    OuterStep.Result step =
        plain.apply(start, mean, Sent.PARAMETERS, new float[plain.momentumSize(SIZE)], 5);
    assertThat(step.parameters()).isEqualTo(mean);
    assertThat(step.momentum()).isEmpty();
    double square = 0;
    for (int i = 0; i < SIZE; i++) {
      square += Math.pow((double) mean[i] - start[i], 2);
    }
    assertThat(step.movement()).isEqualTo(Math.sqrt(square), within(1e-9));
  }

  @Test
  void plainAddsMovementsWhereThoseWereSent() {
    OuterStep plain = outer(Outer.PLAIN, 0.7, 0.9, 10);
    float[] start = random(1);
    float[] movement = random(2);
    float[] found = plain.apply(start, movement, Sent.MOVEMENT, new float[0], 0).parameters();
    for (int i = 0; i < SIZE; i++) {
      assertThat(found[i]).isEqualTo((float) ((double) start[i] + movement[i]));
    }
  }

  /** Sutskever et al. 2013 look ahead by the momentum: written down once more, in doubles. */
  private static void follow(double rate, double momentum, int warmup, int resetAt) {
    OuterStep nesterov = outer(Outer.NESTEROV, rate, momentum, warmup);
    float[] parameters = random(0);
    float[] carried = new float[nesterov.momentumSize(SIZE)];
    double[] x = new double[SIZE];
    double[] m = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      x[i] = parameters[i];
    }
    int since = 0;
    for (int round = 0; round < 12; round++) {
      if (round == resetAt) {
        since = 0;
        carried = new float[SIZE];
        m = new double[SIZE];
      }
      float[] movement = random(100 + round);
      double mu = warmup == 0 ? momentum : momentum * Math.min(1.0, since / (double) warmup);
      for (int i = 0; i < SIZE; i++) {
        m[i] = mu * m[i] + movement[i];
        x[i] += rate * movement[i] + rate * mu * m[i];
      }
      OuterStep.Result step = nesterov.apply(parameters, movement, Sent.MOVEMENT, carried, since);
      parameters = step.parameters();
      carried = step.momentum();
      since++;
      for (int i = 0; i < SIZE; i++) {
        assertThat((double) parameters[i]).as("round %s", round).isEqualTo(x[i], within(2e-5));
        assertThat((double) carried[i]).as("round %s", round).isEqualTo(m[i], within(2e-5));
      }
    }
  }

  @Test
  void nesterovIsWhatThePaperSays() {
    follow(0.7, 0.9, 0, -1);
    follow(0.3, 0.5, 0, -1);
  }

  @Test
  void momentumWarmsUpAndBeginsAnewAfterAReset() {
    follow(0.7, 0.9, 5, -1);
    follow(0.7, 0.9, 5, 4);
  }

  @Test
  void withoutMomentumAndAtRateOneNesterovIsPlain() {
    float[] start = random(1);
    float[] mean = random(2);
    assertThat(
            outer(Outer.NESTEROV, 1, 0, 0)
                .apply(start, mean, Sent.PARAMETERS, random(3), 7)
                .parameters())
        .isEqualTo(mean);
  }
}
