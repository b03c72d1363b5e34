package org.diabolo.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that come after a look at the input are no part of what was there then. */
class InputAsItWasTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  /** Rows from..to, in folders of countries, beside those that are there. */
  private InputFiles add(String format, int from, int to) {
    InputFiles files = new InputFiles(folder, format);
    spark
        .createDataFrame(
            IntStream.range(from, to)
                .mapToObj(i -> RowFactory.create("r" + i, i, i % 2 == 0 ? "ch" : "at"))
                .toList(),
            StructType.fromDDL("id string, n int, country string"))
        .coalesce(1)
        .write()
        .mode(SaveMode.Append)
        .option("header", "true")
        .partitionBy("country")
        .format(format)
        .save(files.input().toString());
    return files;
  }

  private InputSpec asItIs(JobSpec spec) {
    InputSpec input = spec.data().input();
    return input.of(Input.snapshot(spark, input).listing().keySet());
  }

  private List<String> ids(InputSpec input, JobSpec spec) {
    return Input.open(spark, input, spec).select("id").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "parquet, null",
    "orc, null",
    "json, null",
    "csv, null",
    "parquet, country = 'ch'",
    "csv, country = 'ch'",
    "json, n > 3"
  })
  void rowsOfLaterFilesAreNotRead(String format, String where) throws Exception {
    InputFiles files = add(format, 0, 6);
    JobSpec spec =
        where.equals("null")
            ? files.numbers("n")
            : files.numbers("n", "data.where=\"" + where + "\"");
    InputSpec then = asItIs(spec);
    List<String> before = ids(spec.data().input(), spec);
    Input.Snapshot seen = Input.snapshot(spark, spec.data().input());

    add(format, 6, 10);

    assertThat(before).hasSizeBetween(2, 6);
    assertThat(ids(then, spec)).isEqualTo(before);
    assertThat(Input.snapshot(spark, then)).isEqualTo(seen);
    assertThat(ids(spec.data().input(), spec))
        .containsAll(before)
        .hasSizeGreaterThan(before.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"input", "in*", "input/[ab].csv"})
  void namesAreThoseOfTheSnapshotWhateverThePathIs(String path) throws Exception {
    InputFiles files = new InputFiles(folder, "csv");
    files.write("a.csv", "id,n\nr1,1\n");
    JobSpec spec = files.numbers("n", "data.input.path=" + folder.resolve(path));
    InputSpec then = asItIs(spec);

    files.write("b.csv", "id,n\nr2,2\n");

    assertThat(ids(then, spec)).containsExactly("r1");
    assertThat(ids(spec.data().input(), spec)).containsExactly("r1", "r2");
  }

  @Test
  void picturesToo() throws Exception {
    InputFiles files = new InputFiles(folder, "binaryfile");
    Files.createDirectories(files.input());
    Files.write(files.input().resolve("a.png"), new byte[] {1, 2});
    Files.write(files.input().resolve("none.png"), new byte[0]);
    JobSpec spec = files.numbers("length", "data.key=path");
    InputSpec then = asItIs(spec);

    Files.write(files.input().resolve("b.png"), new byte[] {3});

    List<Row> rows = Input.open(spark, then, spec).select("length").collectAsList();
    assertThat(rows).extracting(row -> row.getLong(0)).containsExactlyInAnyOrder(0L, 2L);
  }

  @Test
  void filesThatWentOrChangedAreTold() throws Exception {
    InputFiles files = new InputFiles(folder, "csv");
    Path one = files.write("a.csv", "id,n\nr1,1\n");
    JobSpec spec = files.numbers("n");
    InputSpec then = asItIs(spec);
    Input.Snapshot seen = Input.snapshot(spark, then);

    files.write("a.csv", "id,n\nr1,100\n");
    assertThat(Input.snapshot(spark, then).listingSha256()).isNotEqualTo(seen.listingSha256());
    Files.delete(one);
    files.write("b.csv", "id,n\nr2,2\n");
    assertThatThrownBy(() -> ids(then, spec))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("has no rows");
  }
}
