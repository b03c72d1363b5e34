package org.diabolo.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;

class RowSumsTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("split", DataTypes.StringType)
          .add("key", DataTypes.StringType)
          .add("source", DataTypes.createArrayType(DataTypes.FloatType))
          .add("target", DataTypes.createArrayType(DataTypes.FloatType))
          .add("source_text", DataTypes.StringType)
          .add("target_text", DataTypes.StringType)
          .add("by", DataTypes.StringType);

  private final SparkSession spark = LocalSpark.session();

  private static Row row(String key, double[] source, double[] target, String... texts) {
    return RowFactory.create(
        "train", key, floats(source), floats(target), texts[0], texts[1], texts[2]);
  }

  private static List<Float> floats(double... numbers) {
    return DoubleStream.of(numbers).mapToObj(x -> (float) x).toList();
  }

  private static final List<Row> TWO =
      List.of(
          row("r1", new double[] {1, -0.0, 2.5}, new double[] {3.25}, "größe", null, "x"),
          row(
              "ключ",
              IntStream.range(0, 2000).asDoubleStream().toArray(),
              new double[] {0.5, -7},
              "a",
              "",
              "y"));

  private RowSum sum(List<Row> rows, int partitions) {
    RowSums sums = RowSums.on(spark);
    Dataset<Row> table = spark.createDataFrame(rows, SCHEMA).repartition(partitions);
    sums.bySplit(table).collectAsList();
    assertThat(sums.steady()).isTrue();
    return sums.splits().get("train");
  }

  /** Expected values from MurmurHash3 written down in Python, checked by its published example. */
  @Test
  void sumsAreOfTheHashesThatTheDocumentsSay() {
    assertThat(sum(TWO.subList(0, 1), 1))
        .isEqualTo(new RowSum(1, 37636413937151143L, 8520720132300669170L));
    assertThat(sum(TWO, 1)).isEqualTo(new RowSum(2, 5760325998822712427L, -346453943220872896L));
  }

  @Test
  void orderDoesNotMatterButEveryRowDoes() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(row("r" + i, new double[] {i, 1}, new double[] {2}, "a", "b", "c"));
    }
    RowSum expected = sum(rows, 1);
    assertThat(sum(rows, 7)).isEqualTo(expected);

    rows.set(9, row("r9", new double[] {9, 1}, new double[] {2.0000002}, "a", "b", "c"));
    RowSum number = sum(rows, 2);
    assertThat(number.numbers()).isNotEqualTo(expected.numbers());
    assertThat(number.texts()).isEqualTo(expected.texts());

    rows.set(9, row("r9", new double[] {9, 1}, new double[] {2}, "a", "bc", ""));
    RowSum text = sum(rows, 2);
    assertThat(text.numbers()).isEqualTo(expected.numbers());
    assertThat(text.texts()).isNotEqualTo(expected.texts());
  }

  @Test
  void readTwiceOrInPartEachPartitionCountsOnce() {
    RowSum expected = sum(TWO, 2);
    RowSums sums = RowSums.on(spark);
    Dataset<Row> summed = sums.bySplit(spark.createDataFrame(TWO, SCHEMA).repartition(2));

    summed.limit(1).collectAsList();
    summed.collectAsList();
    summed.groupBy("by").count().collectAsList();

    assertThat(sums.steady()).isTrue();
    assertThat(sums.splits().get("train")).isEqualTo(expected);
  }

  @Test
  void aPartitionWithOtherRowsTheSecondTimeIsNotSteady() {
    RowSums sums = new RowSums();
    RowSums first = new RowSums();
    first.add(new RowSums.Part(0, "train", new RowSum(3, 5, 0)));
    RowSums other = new RowSums();
    other.add(new RowSums.Part(0, "train", new RowSum(2, 4, 0)));

    sums.merge(first);
    sums.merge(first);
    assertThat(sums.steady()).isTrue();
    sums.merge(other);
    sums.merge(first);

    assertThat(sums.steady()).isFalse();
    assertThat(sums.splits()).containsEntry("train", new RowSum(3, 5, 0));
  }
}
