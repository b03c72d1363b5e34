package org.diabolo.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.field.VectorField;
import org.diabolo.job.FieldSpec.Scale;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldFittingTest {
  private static final StructType CELLS =
      new StructType().add("source", DataTypes.createArrayType(DataTypes.DoubleType));

  private final SparkSession spark = LocalSpark.session();

  private Dataset<Row> cells(DoubleStream numbers, int partitions) {
    List<Row> rows =
        numbers.mapToObj(number -> RowFactory.create((Object) new Double[] {number, 7.0})).toList();
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, partitions),
        CELLS);
  }

  /** A power of two away from numbers of which it is known, so to the last digit. */
  @ParameterizedTest
  @ValueSource(ints = {-500, -700, -1000})
  void numbersWhoseSquaresAreNoDoublesAreNotConstant(int power) {
    double[] numbers = new Random(1).doubles(1000, -5, 20).toArray();
    VectorSpec spec = new VectorSpec("v", List.of(), 0, Scale.STANDARD);
    VectorField expected =
        (VectorField) FieldFitting.fit(spec, cells(DoubleStream.of(numbers), 3), "source");

    VectorField field =
        (VectorField)
            FieldFitting.fit(
                spec, cells(DoubleStream.of(numbers).map(n -> Math.scalb(n, power)), 3), "source");

    assertThat(field.shift()[0]).isEqualTo(Math.scalb(expected.shift()[0], power));
    assertThat(Math.scalb(field.scale()[0], -power)).isEqualTo(expected.scale()[0], within(1e-12));
    assertThat(field.scale()[1]).as("a constant column").isZero();
    assertThat(field.toNetwork(new double[] {Math.scalb(numbers[0], power), 7})[0])
        .isEqualTo(expected.toNetwork(new double[] {numbers[0], 7})[0], within(1e-6f));
  }

  /** Above 64 partitions executors merge sums before the driver does. */
  @ParameterizedTest
  @ValueSource(ints = {3, 150})
  void meansAndDeviationsAreThoseOfAllRows(int partitions) {
    double[] numbers = new Random(1).doubles(1000, -5, 20).toArray();
    Dataset<Row> cells = cells(DoubleStream.of(numbers), partitions);
    VectorSpec spec = new VectorSpec("v", List.of(), 0, Scale.STANDARD);

    VectorField field = (VectorField) FieldFitting.fit(spec, cells, "source");

    double mean = DoubleStream.of(numbers).average().orElseThrow();
    double variance =
        DoubleStream.of(numbers).map(n -> (n - mean) * (n - mean)).sum() / (numbers.length - 1);
    assertThat(field.shift()[0]).isEqualTo(mean, within(1e-12));
    assertThat(field.scale()[0]).isEqualTo(Math.sqrt(variance), within(1e-12));
    assertThat(field.shift()[1]).isEqualTo(7);
    assertThat(field.scale()[1]).as("a constant column").isZero();
    IntStream.range(0, 3)
        .forEach(
            again ->
                assertThat(((VectorField) FieldFitting.fit(spec, cells, "source")).shift())
                    .isEqualTo(field.shift()));
  }
}
