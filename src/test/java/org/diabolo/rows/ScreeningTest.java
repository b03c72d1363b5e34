package org.diabolo.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.field.VectorField;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreeningTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("x", DataTypes.DoubleType)
          .add("y", DataTypes.DoubleType)
          .add("origin", DataTypes.StringType);

  private final SparkSession spark = LocalSpark.session();

  /** Eight rows of each key that differ in target and split column only. */
  private static List<Row> repeated() {
    List<Row> rows = new ArrayList<>();
    for (int key = 0; key < 5; key++) {
      for (int i = 0; i < 8; i++) {
        rows.add(RowFactory.create("k" + key, 1.0 * key, 1.0 * (i / 2), "origin " + i % 2));
      }
    }
    return rows;
  }

  private static JobSpec spec(Path folder, String... overrides) throws Exception {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: pairs
            data:
              input: {path: nowhere}
              key: id
              split: {column: origin, test: [origin 1], valid: 0}
            source: {kind: vector, columns: [x]}
            target: {kind: vector, columns: [y]}
            encoder: {kind: mlp}
            decoder: {kind: mlp}
            """);
    return Jobs.read(job, List.of(overrides));
  }

  private static List<String> survivors(Dataset<Row> screened) {
    return screened
        .where(Screening.isGood())
        .orderBy("key")
        .select("key", "kept.origin", "kept.y")
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  @Test
  void sameOneOfRepeatedRowsStaysInAnyOrderAndWhateverIsScreened(@TempDir Path folder)
      throws Exception {
    JobSpec spec = spec(folder);
    List<Row> rows = repeated();
    List<Row> reversed = new ArrayList<>(rows);
    Collections.reverse(reversed);
    List<String> kept = List.of("origin", "y");
    Dataset<Row> forth = spark.createDataFrame(rows, SCHEMA);
    Dataset<Row> back = spark.createDataFrame(reversed, SCHEMA);

    List<String> expected =
        survivors(Screening.whole(spec, forth, kept, List.of("origin")).screen());

    assertThat(expected).hasSize(5);
    assertThat(survivors(Screening.whole(spec, back, kept, List.of("origin")).screen()))
        .isEqualTo(expected);
    assertThat(survivors(Screening.sourceOnly(spec, back, kept, VectorField.unscaled(1)).screen()))
        .isEqualTo(expected);
  }

  @Test
  void whatIsCopiedDoesNotChangeWhichRowStays(@TempDir Path folder) throws Exception {
    List<Row> rows = repeated();
    Collections.shuffle(rows, new Random(3));
    Dataset<Row> noted =
        spark.createDataFrame(rows, SCHEMA).withColumn("note", expr("md5(concat(x, y, origin))"));
    List<String> expected = survivors(spec(folder), noted, "y");

    assertThat(survivors(spec(folder, "predict.columns=[note]"), noted, "y")).isEqualTo(expected);
    assertThat(survivors(spec(folder, "encode.columns=[note]"), noted, "y")).isEqualTo(expected);

    // Rows that differ in nothing else: here, and only here, what is copied decides.
    Dataset<Row> alike = noted.withColumn("y", lit(1.0)).withColumn("origin", lit("origin 0"));
    JobSpec copying = spec(folder, "predict.columns=[note]");
    assertThat(survivors(copying, alike, "note"))
        .isEqualTo(survivors(copying, alike.orderBy("note"), "note"))
        .isEqualTo(survivors(copying, alike.orderBy(col("note").desc()), "note"));
  }

  private static List<String> survivors(JobSpec spec, Dataset<Row> rows, String shown) {
    return Screening.whole(spec, rows, List.of("origin", shown), List.of("origin"))
        .screen()
        .where(Screening.isGood())
        .orderBy("key")
        .select("key", "kept.origin", "kept." + shown)
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  @Test
  void columnsThatAreMissingOrOfAnotherTypeAreOneLine(@TempDir Path folder) throws Exception {
    List<String> many = IntStream.range(0, 300).mapToObj(i -> "n" + i).toList();
    StructType dates = SCHEMA;
    for (String column : many.subList(0, 298)) {
      dates = dates.add(column, DataTypes.DateType);
    }
    JobSpec job = spec(folder, "source.columns=" + many);
    JobSpec elsewhere = job.reading(job.data().input().at("other"));
    String[] lines = {
      "source.columns: there are no columns n298, n299 in the input, allowed: id, x, y, origin,"
          + " n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, and 282 more",
      "source.columns: n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, n16,"
          + " n17, n18, n19, and 278 more are of type date, allowed: numeric columns"
    };
    Dataset<Row> rows = spark.createDataFrame(List.of(), dates);

    assertThatThrownBy(() -> Screening.whole(job, rows, List.of("y"), List.of("y")))
        .isInstanceOfSatisfying(
            InvalidJobException.class, e -> assertThat(e.lines()).containsExactly(lines));
    assertThatThrownBy(() -> Screening.whole(elsewhere, rows, List.of("y"), List.of("y")))
        .isInstanceOfSatisfying(
            InvalidJobException.class,
            e ->
                assertThat(e.lines())
                    .containsExactly("--input: other: " + lines[0], "--input: other: " + lines[1]));
  }
}
