package org.diabolo.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.diabolo.network.reference.CodeMoments;
import org.diabolo.network.reference.ErrorQuantiles.Measure;
import org.diabolo.network.reference.Reference;
import org.junit.jupiter.api.Test;

class CodeDistanceTest {
  private static final float[] DEVIATIONS = {3, 1, 0.5f, 0};

  /** Normal codes, of which the last number is always the same. */
  private static float[][] codes(int rows, double by, double times, long seed) {
    Random random = new Random(seed);
    float[][] codes = new float[rows][DEVIATIONS.length];
    for (float[] code : codes) {
      for (int i = 0; i < code.length; i++) {
        code[i] = (float) (DEVIATIONS[i] * (by + times * random.nextGaussian()));
      }
    }
    return codes;
  }

  private static CodeMoments moments(float[][] codes) {
    List<RowFigures> rows = new ArrayList<>();
    for (int i = 0; i < codes.length; i++) {
      rows.add(
          new RowFigures(
              "%05d".formatted(i), null, codes[i], new float[0], Features.Strange.NOTHING));
    }
    return new Sample(rows)
        .reference("valid", new Reference.Input(1, 0), Measure.LOSS, List.of())
        .orElseThrow()
        .codes();
  }

  private static Check check(float[][] then, float[][] now) {
    return CodeDistance.check(moments(then), then.length, now).orElseThrow();
  }

  @Test
  void distanceIsThatOfTheNormalDistributions() {
    Check check = check(codes(20_000, 0, 1, 1), codes(20_000, 0.5, 2, 2));

    // Of independent numbers: the squared difference of means, and of deviations, over the
    // variance: 0.25 + 1.
    assertThat(check.effect()).isCloseTo(1.25, within(0.05));
    assertThat(check.drift()).isTrue();
    assertThat(check.p()).isEqualTo(1 / 200.0);
  }

  @Test
  void rowsOfTheSameKindAreNoDrift() {
    int alarms = 0;
    for (int seed = 0; seed < 100; seed++) {
      Check check = check(codes(150, 0, 1, 2 * seed), codes(120, 0, 1, 2 * seed + 1));
      alarms += check.drift() ? 1 : 0;
    }
    // At a level of 1 % five and more of a hundred are seen three times in a thousand.
    assertThat(alarms).isLessThan(5);
  }

  @Test
  void whatChanceDoesIsOnlyTriedWhereItMatters() {
    Check check = check(codes(2000, 0, 1, 1), codes(2000, 0, 1, 2));

    assertThat(check.effect()).isLessThan(Levels.LEAST_DISTANCE);
    assertThat(check.p()).isNull();
  }

  @Test
  void ofCodesThatAreTooFarApartNothingIsTold() {
    for (float far : new float[] {1e10f, 1e20f, 1e38f, Float.MAX_VALUE}) {
      float[][] now = codes(500, 0, 1, 2);
      now[3][1] = far;
      now[7][0] = -far;
      CodeDistance.check(moments(codes(500, 0, 1, 1)), 500, now)
          .ifPresent(check -> assertThat(check.effect()).isFinite());
      CodeDistance.check(moments(now), 500, codes(500, 0, 1, 1))
          .ifPresent(check -> assertThat(check.effect()).isFinite());
    }
  }

  @Test
  void fewRowsTellNothing() {
    float[][] then = codes(500, 0, 1, 1);
    assertThat(CodeDistance.check(moments(then), 500, codes(99, 5, 1, 2))).isEmpty();
    assertThat(CodeDistance.check(moments(then), 99, codes(500, 5, 1, 2))).isEmpty();
  }
}
