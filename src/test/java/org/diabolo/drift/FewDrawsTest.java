package org.diabolo.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.diabolo.field.VectorField;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.network.reference.ErrorQuantiles.Measure;
import org.diabolo.network.reference.Reference;
import org.diabolo.network.reference.ReferenceCheck;
import org.diabolo.testing.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small version of DriftSimulation, of rows drawn at random. */
class FewDrawsTest {
  private static final int COLUMNS = 10;
  private static final int ROWS = 500;

  @TempDir Path folder;

  private Features features() throws IOException {
    Path job = folder.resolve("job.yaml");
    Files.writeString(
        job,
        """
        name: drawn
        data: {input: {path: none}, key: id}
        source: {column: v, kind: vector}
        encoder: {kind: mlp, layers: [4], code: 3}
        decoder: {kind: mlp, layers: [4]}
        """);
    VectorSpec spec = (VectorSpec) Jobs.read(job, List.of()).source();
    return new VectorFeatures(VectorField.unscaled(COLUMNS), spec);
  }

  /**
   * Rows of skewed and normal columns, whose codes are sums of them.
   *
   * @param shifted the column that is moved by half a deviation; -1 for none
   */
  private static List<RowFigures> rows(int count, int shifted, long seed) {
    Random random = new Random(seed);
    List<RowFigures> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] inputs = new float[COLUMNS];
      float[] code = new float[3];
      for (int j = 0; j < COLUMNS; j++) {
        double normal = random.nextGaussian();
        inputs[j] = (float) (j % 2 == 0 ? normal : Math.exp(normal) / 2.16);
        inputs[j] += j == shifted ? 0.5f : 0;
        code[j % 3] += Math.max(0, inputs[j]);
      }
      float error = (float) Math.exp(0.5 * random.nextGaussian());
      rows.add(new RowFigures("" + i, error, code, inputs, Features.Strange.NOTHING));
    }
    return rows;
  }

  @Test
  void rowsOfTheSameKindSeldomAlarmAndAShiftedColumnIsNamed() throws Exception {
    List<RowFigures> same = rows(5000, -1, 1);
    Draws draws = new Draws(features(), Measure.RECONSTRUCTION_ERROR, same);

    long alarms =
        IntStream.range(0, 60).filter(i -> Draws.alarms(draws.checks(same, ROWS, i))).count();
    // At 5 % of 60 seven and more are seen four times in a hundred; at the 4 % that it is, twice.
    assertThat(alarms).isLessThanOrEqualTo(6);
    for (int column = 0; column < COLUMNS; column++) {
      Comparing.Checks checks = draws.checks(rows(5000, column, 2), ROWS, column);
      assertThat(Draws.named(checks.inputs())).contains("v[" + column + "]").hasSizeLessThan(3);
    }
  }

  @Test
  void ofRowsThatAreNotAllFiniteNothingIsKept() {
    float[] finite = {1, 2};
    float[] infinite = {1, Float.POSITIVE_INFINITY};

    assertThat(kept(1f, finite, finite)).isTrue();
    assertThat(kept(null, finite, finite)).isTrue();
    assertThat(kept(Float.NaN, finite, finite)).isFalse();
    assertThat(kept(1f, infinite, finite)).isFalse();
    assertThat(kept(1f, finite, infinite)).isFalse();
  }

  /** Of three rows, of which one may be none of numbers. */
  private static boolean kept(Float error, float[] code, float[] inputs) {
    List<RowFigures> rows = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Float other = error == null ? null : (Float) 2f;
      rows.add(new RowFigures("" + i, other, new float[2], new float[2], Features.Strange.NOTHING));
    }
    rows.add(new RowFigures("2", error, code, inputs, Features.Strange.NOTHING));
    Optional<Reference> reference =
        new Sample(rows)
            .reference("valid", new Reference.Input(3, 0), Measure.LOSS, List.of("a", "b"));
    reference.ifPresent(it -> ReferenceCheck.check(it, 2));
    return reference.isPresent();
  }
}
