package org.diabolo.model.datasets;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.model.Model;
import org.diabolo.model.Output;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a Dataset gets is what {@link Model} gives for each row. */
class DatasetModelTest {
  private static final Path FORMAT_2 = Path.of("src/test/resources/bundles/format-2");
  private static final int ROWS = 40;

  private static SparkSession spark;
  private static DatasetModel numbers;
  private static DatasetModel texts;

  @BeforeAll
  static void load() {
    spark = LocalSpark.session();
    numbers = DatasetModel.load(spark, FORMAT_2.resolve("numbers").toString());
    texts = DatasetModel.of(spark, Model.load(FORMAT_2.resolve("smoothed")));
  }

  private static double[] row(int id) {
    return IntStream.range(0, 5).mapToDouble(i -> Math.sin(id * 5 + i)).toArray();
  }

  /** Column {@code x.y}, whose name is no expression, and one that stays. */
  private static Dataset<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int id = 0; id < ROWS; id++) {
      rows.add(RowFactory.create(id, row(id)));
    }
    StructType schema =
        new StructType()
            .add("id", DataTypes.IntegerType)
            .add("x.y", DataTypes.createArrayType(DataTypes.DoubleType));
    return spark.createDataFrame(rows, schema).repartition(3);
  }

  @Test
  void codesAreThoseOfEachRowAloneAndComeBack() {
    Dataset<Row> encoded = numbers.encode(rows(), "x.y");
    Dataset<Row> back = numbers.decode(encoded.drop("model_version"), "code");

    List<Row> found = back.orderBy("id").collectAsList();

    assertThat(back.columns())
        .containsExactly("id", "x.y", "code", "code_space", "output", "model_version");
    assertThat(found).hasSize(ROWS);
    for (Row one : found) {
      double[] row = row(one.getInt(0));
      float[] code = numbers.model().encode(row);
      assertThat(one.<Double>getList(1)).containsExactly(boxed(row));
      assertThat(one.<Float>getList(2)).containsExactly(code[0], code[1]);
      assertThat(one.getString(3)).isEqualTo("numbers/old");
      double[] expected = numbers.model().decode(code).numbers();
      for (int i = 0; i < 5; i++) {
        double scale = Math.max(1e-3, Math.abs(expected[i]));
        assertThat(Math.abs(one.<Double>getList(4).get(i) - expected[i])).isLessThan(1e-4 * scale);
      }
      assertThat(one.getString(5)).isEqualTo("numbers/old");
    }
  }

  private static Double[] boxed(double[] numbers) {
    return IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]).toArray(Double[]::new);
  }

  @Test
  void anyColumnOfNumbersIsTaken() {
    Dataset<Row> one =
        spark
            .range(1)
            .select(array(lit(1), lit(2), lit(3), lit(4), lit(5)).as("ints"))
            .withColumn("floats", col("ints").cast("array<float>"))
            .withColumn("vector", functions.array_to_vector(col("ints")));
    float[] code = numbers.model().encode(new double[] {1, 2, 3, 4, 5});

    for (String column : one.columns()) {
      assertThat(numbers.encode(one, column).select("code").first().<Float>getList(0))
          .as(column)
          .containsExactly(code[0], code[1]);
    }
  }

  @Test
  void textsAreAnswered() {
    List<String> words = List.of("incisor", "rosenfeld", "zerilli", "zurich");
    List<Output> expected = texts.model().predictAll(words);
    Dataset<Row> rows = spark.createDataset(words, Encoders.STRING()).coalesce(1).toDF("word");

    List<Row> found = texts.predict(rows, "word").collectAsList();

    for (int i = 0; i < words.size(); i++) {
      assertThat(found.get(i).getString(0)).isEqualTo(words.get(i));
      assertThat(found.get(i).<String>getAs("output")).isEqualTo(expected.get(i).text());
      assertThat(found.get(i).<Double>getAs("score")).isEqualTo(expected.get(i).score());
    }
  }

  @Test
  void whatCannotBeAnsweredIsSaidBeforeAnyRowIsRead() {
    Dataset<Row> rows = rows();
    refused(() -> numbers.encode(rows, "x"), "there is no column x; there are id, x.y");
    refused(
        () -> numbers.encode(rows, "id"),
        "column id: found int, allowed: an array of numbers or an ML vector");
    refused(() -> texts.predict(rows, "x.y"), "column x.y: found array<double>, allowed: string");
    refused(
        () -> numbers.encode(rows.withColumnRenamed("id", "code"), "x.y"),
        "column code is there already: rename it first");
    assertThatThrownBy(() -> texts.decode(rows, "x.y"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the decoder of smoothed/old attends to every step");
  }

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void rowThatIsNoneEndsTheJobInWords() {
    Dataset<Row> odd = spark.range(1).select(array(lit(1.0), lit(null)).as("x"));

    assertThatThrownBy(() -> numbers.encode(odd, "x").collectAsList())
        .hasStackTraceContaining("column x: found 2 numbers, allowed: 5");
    Dataset<Row> none = spark.range(1).select(lit(null).cast("array<float>").as("x"));
    assertThatThrownBy(() -> numbers.encode(none, "x").collectAsList())
        .hasStackTraceContaining("column x: found null, allowed: numbers as double[] or float[]");
    assertThat(spark.range(3).count()).as("the session lives").isEqualTo(3);
  }
}
