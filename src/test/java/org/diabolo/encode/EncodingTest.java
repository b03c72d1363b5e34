package org.diabolo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.store.Folder;
import org.diabolo.store.Output;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.diabolo.testing.Untrained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodingTest {
  private static final int ROWS = 500;

  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  private JobSpec spec(Path input) throws Exception {
    Path job = Files.writeString(folder.resolve("job.yaml"), Tables.job(input));
    return Jobs.read(job, List.of());
  }

  /** Key to the bits of code and error, and what is copied. */
  private Map<String, List<Object>> encoded(List<Row> rows, int files) throws Exception {
    Path input = folder.resolve("in-" + files);
    spark.createDataFrame(rows, Tables.SCHEMA).repartition(files).write().parquet(input.toString());
    JobSpec spec = spec(input);
    Path output = folder.resolve("out-" + files);

    Encoding.Encoded encoded =
        new Encoding(spark, spec, Untrained.of(spec))
            .run(spec.data().input(), Folder.of(output.toString(), new Configuration()));

    assertThat(encoded.rows()).isEqualTo(ROWS);
    assertThat(encoded.rejects().rows()).isEqualTo(ROWS + 4);
    assertThat(encoded.rejects().rejected()).isEqualTo(4);
    assertThat(
            spark
                .read()
                .parquet(output + "/_rejects")
                .orderBy("reason", "value")
                .selectExpr("concat_ws(' ', id, reason, column, value)")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactly(
            "r00007 duplicate key id r00007",
            "r00007 duplicate key id r00007",
            "nan not a number v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7] NaN, NaN, NaN, NaN,"
                + " NaN, NaN, NaN, NaN",
            "short wrong length v 1 instead of 8");
    assertThat(folder.toFile().list())
        .as("what was hidden")
        .noneMatch(name -> name.startsWith("_") || name.startsWith("."));
    try (Stream<Path> written = Files.walk(output)) {
      assertThat(written.map(file -> file.getFileName().toString()))
          .as("sums of Hadoop's beside the files")
          .noneMatch(name -> name.startsWith("."));
    }
    Map<String, List<Object>> bits = new HashMap<>();
    for (Row row : spark.read().parquet(output.toString()).collectAsList()) {
      assertThat(row.schema().fieldNames())
          .containsExactly(
              "id", "label", "code", "reconstruction_error", "model_version", "code_space");
      List<Float> code = row.getList(2);
      assertThat(code).hasSize(2);
      List<Object> cells =
          List.of(
              row.getString(1),
              Float.floatToRawIntBits(code.get(0)),
              Float.floatToRawIntBits(code.get(1)),
              Float.floatToRawIntBits(row.getFloat(3)));
      assertThat(bits.put(row.getString(0), cells)).isNull();
    }
    return bits;
  }

  @Test
  void everyRowHasTheSameBitsHoweverTheInputLies() throws Exception {
    List<Row> rows = new ArrayList<>(Tables.plane(ROWS));
    rows.add(RowFactory.create(Tables.id(7), Collections.nCopies(8, 1.0), "again"));
    rows.add(RowFactory.create(Tables.id(7), Collections.nCopies(8, 2.0), "again"));
    rows.add(RowFactory.create("nan", Collections.nCopies(8, Double.NaN), "bad"));
    rows.add(RowFactory.create("short", Arrays.asList(1.0), "bad"));

    Map<String, List<Object>> expected = encoded(rows, 1);

    assertThat(expected).hasSize(ROWS).containsKeys(Tables.id(7), Tables.id(499));
    Collections.shuffle(rows, new Random(3));
    assertThat(encoded(rows, 5)).isEqualTo(expected);
  }

  @Test
  void rowsOfAFileStayInItsOrder() throws Exception {
    Path input = folder.resolve("in");
    // More than a batch has, and the bad ones leave no gap.
    List<Row> rows = new ArrayList<>(Tables.plane(ROWS));
    Collections.shuffle(rows, new Random(4));
    rows.add(5, RowFactory.create("nan", Collections.nCopies(8, Double.NaN), "bad"));
    spark.createDataFrame(rows, Tables.SCHEMA).coalesce(1).write().parquet(input.toString());
    JobSpec spec = spec(input);
    Path output = folder.resolve("out");

    new Encoding(spark, spec, Untrained.of(spec))
        .run(spec.data().input(), Folder.of(output.toString(), new Configuration()));

    rows.remove(5);
    assertThat(spark.read().parquet(output.toString()).collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyElementsOf(rows.stream().map(row -> row.getString(0)).toList());
  }

  @Test
  void tooManyBadRowsLeaveRejectsAndNothingElse() throws Exception {
    List<Row> rows = new ArrayList<>(Tables.plane(10));
    rows.add(RowFactory.create(null, Collections.nCopies(8, 1.0), "bad"));
    Tables.write(spark, rows, folder.resolve("in"));
    JobSpec spec = spec(folder.resolve("in"));
    Path output = folder.resolve("out");
    Folder place = Folder.of(output.toString(), new Configuration());

    assertThatThrownBy(
            () -> new Encoding(spark, spec, Untrained.of(spec)).run(spec.data().input(), place))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "1 of 11 rows cannot be used (1 null key), data.max_rejects allows 0.05; they are in "
                + folder
                + "/out-rejects; the worst columns are id (1 row, of type string); set"
                + " data.max_rejects to 0.091 or more, or mend the rows");

    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("in", "job.yaml", "out-rejects");
    assertThat(spark.read().parquet(folder + "/out-rejects").count()).isEqualTo(1);
  }

  @Test
  void whatAUserHasBesideTheOutputStays() throws Exception {
    List<Row> rows = new ArrayList<>(Tables.plane(10));
    rows.add(RowFactory.create(null, Collections.nCopies(8, 1.0), "bad"));
    Tables.write(spark, rows, folder.resolve("in"));
    List<String> mine = List.of("_out/mine", "_out.old/mine", "out-rejects/mine");
    for (String file : mine) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), "mine");
    }
    Output place = Output.ofUser(Folder.of(folder.resolve("out").toString(), new Configuration()));
    JobSpec spec = spec(folder.resolve("in"));

    for (String rejects : List.of("out-rejects-2", "out-rejects-3")) {
      assertThatThrownBy(
              () -> new Encoding(spark, spec, Untrained.of(spec)).run(spec.data().input(), place))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("; they are in " + folder + "/" + rejects + "; the worst");
      assertThat(spark.read().parquet(folder.resolve(rejects).toString()).count()).isEqualTo(1);
    }

    Tables.write(spark, Tables.plane(10), folder.resolve("in"));
    assertThat(new Encoding(spark, spec, Untrained.of(spec)).run(spec.data().input(), place).rows())
        .isEqualTo(10);
    for (String file : mine) {
      assertThat(folder.resolve(file)).hasContent("mine");
      assertThat(folder.resolve(file).getParent().toFile().list()).containsExactly("mine");
    }
    assertThatThrownBy(
            () -> new Encoding(spark, spec, Untrained.of(spec)).run(spec.data().input(), place))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(folder + "/out: there is something already");
  }
}
