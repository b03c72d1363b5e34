package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnParquetTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  private Folder at(String name) {
    return Folder.of(folder.resolve(name).toString(), new Configuration());
  }

  private void write(String name, int rows) {
    spark
        .range(rows)
        .selectExpr("id", "if(id = 0, 'a', 'b') split")
        .write()
        .partitionBy("split")
        .parquet(at(name).path().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws [v1]", "ws{a}", "w*", "w?", "back\\slash"})
  void placeIsNoPattern(String name) {
    write(name, 3);

    assertThat(OwnParquet.read(spark, at(name)).count()).isEqualTo(3);
    assertThat(OwnParquet.read(spark, at(name), "split=b").where("split = 'b'").count())
        .isEqualTo(2);
  }

  @Test
  void pagesAreComparedWithTheirChecksums() throws Exception {
    // Not compressed, so that nothing else could tell.
    spark
        .range(1000)
        .coalesce(1)
        .write()
        .option("compression", "none")
        .parquet(at("damaged").path().toString());
    Path part;
    try (Stream<Path> files = Files.list(folder.resolve("damaged"))) {
      part = files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);
    Files.deleteIfExists(part.resolveSibling("." + part.getFileName() + ".crc"));

    assertThatThrownBy(() -> OwnParquet.read(spark, at("damaged")).collectAsList())
        .hasStackTraceContaining("could not verify page integrity");
  }

  @Test
  void rowsOfAPlaceThatThePatternWouldMatchAreNotRead() {
    write("w1", 7);
    write("w[12]", 3);

    assertThat(OwnParquet.read(spark, at("w[12]")).count()).isEqualTo(3);
  }
}
