package org.diabolo.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.batch.Example;
import org.diabolo.field.VectorField;
import org.diabolo.job.FieldSpec.Scale;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;

class GridTest {
  /** Standard scaling; the third column is constant in train. */
  private static final VectorField FIELD =
      new VectorField(Scale.STANDARD, new double[] {10, 0.5, 7}, new double[] {4, 0.25, 0});

  private static Example row(double... raw) {
    float[] network = FIELD.toNetwork(raw);
    return new Example("k", network, network);
  }

  private static Grid grid() {
    JavaRDD<Example> train =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
            .parallelize(Stream.of(row(6, 0.25, 7), row(14, 0.5, 7), row(11, 0.75, 7)).toList(), 2);
    return Grid.of(FIELD, train);
  }

  @Test
  void halfAStepOfTheColumnsDecimalsInTheNetworksUnits() {
    double[] tolerance = grid().tolerance();
    // Whole numbers over 4; hundredths over a quarter.
    assertThat(tolerance[0]).isCloseTo(0.5 / 4, within(1e-12));
    assertThat(tolerance[1]).isCloseTo(0.005 / 0.25, within(1e-12));
  }

  @Test
  void aColumnThatIsConstantInTrainIsNotCounted() {
    Grid grid = grid();
    assertThat(List.of(grid.counts(0), grid.counts(1), grid.counts(2)))
        .containsExactly(true, true, false);
    SquaredErrors errors = new SquaredErrors();
    // 9 comes back as 7, which nobody can see; the first row's other numbers come back.
    errors.add(row(6, 0.25, 9), FIELD.toNetwork(new double[] {6.3, 0.252, 7}), 0, grid);
    errors.add(row(6, 0.25, 7), FIELD.toNetwork(new double[] {6.6, 0.252, 7}), 0, grid);
    assertThat(errors.lossless()).isEqualTo(0.5);
    assertThat(errors.losslessNumbers()).isEqualTo(3 / 4.0);
  }

  @Test
  void whereNoColumnIsCountedThereIsNoFigure() {
    Grid none = new Grid(new double[] {Double.POSITIVE_INFINITY});
    SquaredErrors errors = new SquaredErrors();
    errors.add(new Example("k", new float[1], new float[1]), new float[1], 0, none);
    assertThat(errors.lossless()).isNaN();
    assertThat(errors.losslessNumbers()).isNaN();
  }

  @Test
  void decimalsEndWhereAFloatDoes() {
    assertThat(Grid.decimals(3, 1)).isZero();
    assertThat(Grid.decimals((float) 0.1, 1)).isEqualTo(1);
    assertThat(Grid.decimals(0.123457, 1)).isEqualTo(6);
    assertThat(Grid.decimals(1234.56, 1e6)).isZero();
  }
}
