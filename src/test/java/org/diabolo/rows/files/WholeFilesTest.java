package org.diabolo.rows.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.Format;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.rows.Input;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file is a row, whatever it is called and however little is in it. */
class WholeFilesTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  private Dataset<Row> open(Format format, Map<String, String> options) throws Exception {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: files
            data:
              input: {format: binaryfile, path: in}
              key: path
            source: {kind: image, column: content, shape: [4, 3, 3], content: file}
            encoder: {kind: mlp}
            decoder: {kind: mlp}
            """);
    JobSpec spec = Jobs.read(job, List.of());
    return Input.open(spark, new InputSpec(format, folder.resolve("in").toString(), options), spec);
  }

  private void write(String name, String content) throws Exception {
    Path file = folder.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static Map<String, String> contents(Dataset<Row> rows) {
    return rows.select("path", "content").collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0).replaceFirst("(?s).*/in/", ""),
                row -> new String(row.<byte[]>getAs(1), StandardCharsets.UTF_8),
                (one, other) -> one + "|" + other,
                TreeMap::new));
  }

  @Test
  void filesOfAnyNameAreRowsOfTheirOwn() throws Exception {
    CharsetEncoder encoding = Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder();
    List<String> names =
        Stream.of(
                "e:f.png",
                ":",
                "10:30:00.png",
                "a b.png",
                "a%20b.png",
                "50%.png",
                "x#1.png",
                "q?.png",
                "[1].png",
                "{a,b}.png",
                "*.png",
                "a+b.png",
                "é.png",
                "日本.png",
                "😀.png",
                "a\nb.png",
                "a\\b.png",
                "-",
                "sub dir:1/deep:1.png",
                "a;b='c'&d.png",
                "~")
            .filter(encoding::canEncode)
            .toList();
    for (String name : names) {
      write(name, "of " + name);
    }

    Map<String, String> read =
        contents(open(Format.BINARYFILE, Map.of("recursiveFileLookup", "true")));

    assertThat(read)
        .isEqualTo(names.stream().collect(Collectors.toMap(name -> name, name -> "of " + name)));
  }

  @Test
  void aNameThatJavaCannotReadIsNotPassedOver() throws Exception {
    write("good.png", "good");
    // As Latin-1 has it.
    String[] touch = {"bash", "-c", "printf bad > $'caf\\xe9.png'"};
    assertThat(new ProcessBuilder(touch).directory(folder.resolve("in").toFile()).start().waitFor())
        .isZero();

    assertThatThrownBy(() -> open(Format.BINARYFILE, Map.of()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("caf\uFFFD.png cannot be read in the encoding of this process");
  }

  @Test
  void emptyFilesAreRowsToo() throws Exception {
    write("a.png", "full");
    write("b.png", "");
    write("c.txt", "");

    assertThat(contents(open(Format.BINARYFILE, Map.of())))
        .containsOnlyKeys("a.png", "b.png", "c.txt");
    Dataset<Row> rows = open(Format.BINARYFILE, Map.of("pathGlobFilter", "*.png"));
    assertThat(contents(rows)).isEqualTo(Map.of("a.png", "full", "b.png", ""));
    assertThat(rows.where("length = 0").count()).isEqualTo(1);
  }

  @Test
  void emptyFilesHaveTheValuesOfTheirFolders() throws Exception {
    write("label=x/a.png", "full");
    write("label=x/b.png", "");
    write("label=y/c.png", "");

    Dataset<Row> rows = open(Format.BINARYFILE, Map.of());

    assertThat(contents(rows.where("label = 'x'")).values()).containsExactlyInAnyOrder("full", "");
    assertThat(contents(rows.where("label = 'y'"))).containsOnlyKeys("label=y/c.png");
    assertThat(rows.count()).isEqualTo(3);
  }

  @Test
  void tablesMayHaveColonsInTheirNamesToo() throws Exception {
    write("2024-01-01T10:00.csv", "path,content\n1,2\n");
    assertThat(open(Format.CSV, Map.of()).collectAsList()).hasSize(1);

    spark.range(3).coalesce(1).write().parquet(folder.resolve("out").toString());
    try (var files = Files.list(folder.resolve("out"))) {
      Path part =
          files.filter(f -> f.getFileName().toString().startsWith("part")).findFirst().get();
      Files.delete(folder.resolve("in/2024-01-01T10:00.csv"));
      Files.copy(part, folder.resolve("in/a:b.parquet"));
    }
    assertThat(open(Format.PARQUET, Map.of()).collectAsList()).hasSize(3);
  }
}
