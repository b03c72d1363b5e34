package org.diabolo.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.diabolo.field.VectorField.Statistics;
import org.diabolo.job.FieldSpec.Scale;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorFieldTest {
  /** Of the columns (2, 4, 6, 8) and (-1, -1, 3, 3): means 5 and 1, deviations √5 and 2. */
  private static final Statistics STATISTICS =
      new Statistics(
          new double[] {2, -1},
          new double[] {8, 3},
          new double[] {5, 1},
          new double[] {Math.sqrt(5), 2});

  /** Keeps a field by its interface, as a bundle's card does. */
  record Holder(Field field) {}

  @Test
  void minmaxTakesTheLeastToZeroAndTheLargestToOne() {
    VectorField field = VectorField.fitted(Scale.MINMAX, STATISTICS);

    assertThat(network(field, 2, -1)).containsExactly(0f, 0f);
    assertThat(network(field, 8, 3)).containsExactly(1f, 1f);
    assertThat(network(field, 6.5, 0)).containsExactly(0.75f, 0.25f);
    assertThat(field.values()).isEqualTo(NumberField.Values.UNIT);
    assertThat(field.size()).isEqualTo(2);
  }

  @Test
  void standardTakesTheMeanToZeroAndTheDeviationToOne() {
    VectorField field = VectorField.fitted(Scale.STANDARD, STATISTICS);

    assertThat(network(field, 5, 1)).containsExactly(0f, 0f);
    assertThat(network(field, 5 + Math.sqrt(5), -1)).containsExactly(1f, -1f);
    assertThat(network(field, 8, 4)).containsExactly(new float[] {1.3416408f, 1.5f}, within(1e-6f));
    assertThat(field.values()).isEqualTo(NumberField.Values.REAL);
  }

  @Test
  void noneLeavesTheElementsAlone() {
    VectorField field = VectorField.unscaled(3);

    assertThat(network(field, -2.5, 0, 1e6)).containsExactly(-2.5f, 0f, 1e6f);
    assertThat(field.values()).isEqualTo(NumberField.Values.REAL);
    assertThat(field.size()).isEqualTo(3);
  }

  @Test
  void noneHasNoStatisticsToBeFittedTo() {
    assertThatThrownBy(() -> VectorField.fitted(Scale.NONE, STATISTICS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
  }

  @ParameterizedTest
  @EnumSource(names = {"MINMAX", "STANDARD"})
  void constantColumnBecomesZeroAndComesBackAsItWas(Scale scaling) {
    double constant = 0.1 + 0.2;
    // What a running mean and variance make of a constant: nearly, not exactly.
    Statistics statistics =
        new Statistics(
            new double[] {constant},
            new double[] {constant},
            new double[] {Math.nextUp(constant)},
            new double[] {1e-17});
    VectorField field = VectorField.fitted(scaling, statistics);

    assertThat(network(field, constant)).containsExactly(0f);
    assertThat(field.toRaw(new float[] {0}, 0)).containsExactly(constant);
    assertThat(field.toRaw(new float[] {0.4f}, 0)).containsExactly(constant);
  }

  @ParameterizedTest
  @EnumSource(names = {"MINMAX", "STANDARD"})
  void rowsComeBackToOneInAMillion(Scale scaling) {
    VectorField field = VectorField.fitted(scaling, STATISTICS);
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 1000; i++) {
      double[] raw = {2 + 6 * random.nextDouble(), -1 + 4 * random.nextDouble()};

      double[] back = field.toRaw(network(field, raw), 0);

      assertThat(back[0]).isCloseTo(raw[0], within(1e-6 * 6));
      assertThat(back[1]).isCloseTo(raw[1], within(1e-6 * 4));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MINMAX", "STANDARD"})
  void largeOffsetKeepsThePrecisionOfTheDeviation(Scale scaling) {
    double offset = 1.7e9;
    Statistics statistics =
        new Statistics(
            new double[] {offset - 30},
            new double[] {offset + 30},
            new double[] {offset},
            new double[] {10});
    VectorField field = VectorField.fitted(scaling, statistics);
    for (double apart = -30; apart <= 30; apart += 0.37) {
      double back = field.toRaw(network(field, offset + apart), 0)[0];

      assertThat(back - offset).isCloseTo(apart, within(1e-5));
    }
  }

  @Test
  void rowBeyondTheTrainSplitIsNotCutOff() {
    VectorField field = VectorField.fitted(Scale.MINMAX, STATISTICS);

    float[] network = network(field, 11, -5);

    assertThat(network).containsExactly(1.5f, -1f);
    assertThat(field.toRaw(network, 0)).containsExactly(11, -5);
  }

  @Test
  void offsetsSelectARowOfABatch() {
    VectorField field = VectorField.fitted(Scale.MINMAX, STATISTICS);

    assertThat(field.toNetwork(new double[] {8, 1})).containsExactly(1, 0.5f);
    assertThat(field.toRaw(new float[] {9, 9, 1, 0.5f, 9, 9}, 2)).containsExactly(8, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"MINMAX", "STANDARD"})
  void jsonGivesTheFieldBack(Scale scaling) {
    Holder holder = new Holder(VectorField.fitted(scaling, STATISTICS));

    String json = Json.line(holder);

    assertThat(Json.read(json, Holder.class)).usingRecursiveComparison().isEqualTo(holder);
    assertThat(Json.read(json, Holder.class).field()).isInstanceOf(VectorField.class);
  }

  @Test
  void jsonNamesKindScalingAndStatistics() {
    assertThat(Json.line(new Holder(VectorField.fitted(Scale.MINMAX, STATISTICS))))
        .isEqualTo(
            "{\"field\":{\"kind\":\"vector\",\"scaling\":\"minmax\","
                + "\"shift\":[2.0,-1.0],\"scale\":[6.0,4.0]}}");
  }

  private static float[] network(Field field, double... raw) {
    return field.toNetwork(raw);
  }
}
