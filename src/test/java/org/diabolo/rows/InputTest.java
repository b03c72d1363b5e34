package org.diabolo.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.Format;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  private InputFiles files(String format) {
    return new InputFiles(folder, format);
  }

  private static String at(Path path) {
    return "data.input.path=\"" + path + "\"";
  }

  @Test
  void pathThatIsThereIsItselfAndElseAPattern() throws Exception {
    InputFiles files = files("csv");
    files.write("w[12]/t.csv", "id,a\nbrackets,0\n");
    files.write("w1/t.csv", "id,a\none,1\n");
    files.write("w2/t.csv", "a,id\n2,two\n");

    assertThat(files.screened(files.numbers("a", at(files.input().resolve("w[12]")))))
        .containsExactly("brackets (0.0)");
    assertThat(files.screened(files.numbers("a", at(files.input().resolve("w[1-2]")))))
        .containsExactly("one (1.0)", "two (2.0)");
    assertThatThrownBy(() -> files.open(files.numbers("a", at(files.input().resolve("w[34]")))))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("w[34] does not exist");
  }

  @Test
  void namesOfFoldersAreTexts() throws Exception {
    InputFiles csv = files("csv");
    csv.write("code=007/t.csv", "id,a\nr1,1\n");
    csv.write("code=1e3/t.csv", "a,id\n2,r2\n");

    assertThat(csv.screened(csv.numbers("a"), "code"))
        .containsExactly("r1 (1.0) 007", "r2 (2.0) 1e3");
  }

  @Test
  void namesOfFoldersOfParquetAreTexts() throws Exception {
    InputFiles parquet = files("parquet");
    spark
        .sql("select 'r1' id, 1 a, '007' code union all select 'r2', 2, '7'")
        .write()
        .partitionBy("code")
        .parquet(parquet.input().toString());
    spark.sql("select 'r3' id, 3.5D a").write().parquet(parquet.input() + "/code=0x1");

    assertThat(parquet.screened(parquet.numbers("a"), "code"))
        .containsExactly("r1 (1.0) 007", "r2 (2.0) 7", "r3 (3.5) 0x1");
  }

  @Test
  void fieldsOfStructsAreColumns() throws Exception {
    InputFiles files = files("json");
    files.write(
        "t.json",
        """
        {"id": "r1", "f": {"x": 1, "g": {"y": 2}, "a.b": 3}, "f.z": 4}
        {"id": "r2", "f": {"x": 5, "g": {"y": 6}, "a.b": 7}, "f.z": 8}
        """);

    assertThat(files.screened(files.numbers("f.x, f.g.y, f.a.b, f.z"), "f.g.y"))
        .containsExactly("r1 (1.0, 2.0, 3.0, 4.0) 2", "r2 (5.0, 6.0, 7.0, 8.0) 6");
    assertThatThrownBy(() -> files.screened(files.numbers("f.q")))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("there is no column f.q in the input, allowed: f, f.z, id");
  }

  @Test
  void listOfJsonOverSeveralLinesNamesTheOption() throws Exception {
    InputFiles files = files("json");
    files.write("t.json", "[\n {\n  \"id\": \"r1\",\n  \"a\": 1\n }\n]\n");

    assertThatThrownBy(() -> files.open(files.numbers("a")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("say data.input.options: {multiLine: true}");
    assertThat(files.screened(files.numbers("a", "data.input.options={multiLine: true}")))
        .containsExactly("r1 (1.0)");
  }

  @Test
  void linesOfJsonAreNotReadAsOneValue() throws Exception {
    InputFiles files = files("json");
    files.write("t.json", "{\"id\": \"r1\", \"a\": 1}\n{\"id\": \"r2\", \"a\": 2}\n");

    assertThatThrownBy(() -> files.open(files.numbers("a", "data.input.options={multiLine: true}")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("t.json holds more than one JSON value");
    assertThat(files.screened(files.numbers("a"))).containsExactly("r1 (1.0)", "r2 (2.0)");
  }

  @Test
  void filesThatAreSomethingElseAreToldByName() throws Exception {
    for (String format : List.of("csv", "json", "parquet")) {
      InputFiles files = files(format);
      Path file = files.write(format + "/part", "");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write("id,a\n1,2\n".getBytes(StandardCharsets.UTF_8));
      }
      assertThatThrownBy(() -> files.open(files.numbers("a", at(file.getParent()))))
          .as(format)
          .isInstanceOf(BadDataException.class)
          .hasMessage(
              "data.input.path: file:"
                  + file
                  + " is compressed with gz, which Spark knows by the name alone: call it part.gz");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "parquet", "orc", "binaryfile"})
  void folderWithoutFilesIsToldAsOne(String format) throws Exception {
    InputFiles files = files(format);
    Files.createDirectories(files.input());
    assertThatThrownBy(() -> files.open(files.numbers("a")))
        .isInstanceOf(BadDataException.class)
        .hasMessage("data.input.path: " + files.input() + " has no rows: it is an empty folder");

    files.write("_SUCCESS", "");
    files.write("year/t.csv", "id,a\n");
    assertThatThrownBy(() -> files.open(files.numbers("a")))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(
            "data.input.path: "
                + files.input()
                + " has no rows: it holds nothing that is read, but _SUCCESS, year/ (what begins");
  }

  @Test
  void hiddenFilesAreNoPartOfAnInput() throws Exception {
    InputFiles files = files("csv");
    files.write("p=1/t.csv", "id,a\nr1,1\n");
    InputSpec spec = files.numbers("a").data().input();
    Input.Snapshot before = Input.snapshot(spark, spec);

    files.write("_SUCCESS", "");
    files.write(".DS_Store", "x");
    files.write("p=1/_temporary/t.csv", "id,a\nr2,2\n");
    files.write("p=1/u.csv._COPYING_", "id,a\nr2,2\n");

    assertThat(Input.snapshot(spark, spec)).isEqualTo(before);
    assertThat(before.files()).isEqualTo(1);
    InputSpec pattern = spec.at(spec.path() + "/*");
    assertThat(Input.snapshot(spark, pattern).files()).isEqualTo(1);
    files.write("p=1/u.csv", "id,a\nr2,2\n");
    assertThat(Input.snapshot(spark, spec).files()).isEqualTo(2);
  }

  @Test
  void sessionIsLeftAsItWas() throws Exception {
    String key = "spark.sql.sources.partitionColumnTypeInference.enabled";
    InputFiles files = files("csv");
    files.write("p=007/t.csv", "id,a\nr1,1\n");

    assertThat(files.open(files.numbers("a")).select("p").head().getString(0)).isEqualTo("007");
    assertThat(spark.conf().get(key)).isEqualTo("true");
  }

  @Test
  void snapshotOfAPatternOrAHiddenFolderIsOfWhatItNames() throws Exception {
    Files.createDirectories(folder.resolve("_hidden"));
    Files.writeString(folder.resolve("_hidden/t.csv"), "id\n1\n");
    Files.writeString(folder.resolve("_hidden/u.csv"), "id\n2\n");

    for (String path : new String[] {"_hidden", "_hidden/?.csv", "_hid*"}) {
      InputSpec spec =
          new InputSpec(Format.CSV, folder.resolve(path).toString(), java.util.Map.of());
      assertThat(Input.snapshot(spark, spec).files()).isEqualTo(2);
    }
  }
}
