package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.submit.Sessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days and times go through as other programs write and read them, by Parquet's own library. */
class TimesTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message rows {
            required int32 day (DATE);
            required int64 at (TIMESTAMP(MICROS, true));
            required int64 local (TIMESTAMP(MICROS, false));
          }
          """);

  private static final List<String> DAYS =
      List.of("1066-10-14", "1582-10-10", "1899-12-31", "2024-02-29");

  @TempDir Path folder;

  private final Configuration hadoop = new Configuration();

  private static int day(String text) {
    return (int) LocalDate.parse(text).toEpochDay();
  }

  private static long micros(String text) {
    return Instant.parse(text + "T12:30:00Z").getEpochSecond() * 1_000_000 + 1;
  }

  private void writeByAnotherProgram(Path file) throws Exception {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(
                HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file.toString()), hadoop))
            .withType(SCHEMA)
            .build()) {
      for (String text : DAYS) {
        Group group = new SimpleGroup(SCHEMA);
        group.add("day", day(text));
        group.add("at", micros(text));
        group.add("local", micros(text));
        writer.write(group);
      }
    }
  }

  @Test
  void oldDaysAndTimesAreReadAndWrittenAsTheFormatSays() throws Exception {
    writeByAnotherProgram(folder.resolve("in.parquet"));
    Path out = folder.resolve("out");

    try (SparkSession spark = Sessions.open("times", "local[2]")) {
      var rows = spark.read().parquet(folder.resolve("in.parquet").toString());
      assertThat(rows.selectExpr("cast(day as string)").collectAsList())
          .extracting(row -> row.getString(0))
          .isEqualTo(DAYS);
      assertThat(rows.selectExpr("cast(at as string)").collectAsList())
          .extracting(Row::mkString)
          .containsExactlyElementsOf(DAYS.stream().map(day -> day + " 12:30:00.000001").toList());
      rows.write().parquet(out.toString());
    }

    Path part;
    try (Stream<Path> files = Files.list(out)) {
      part = files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    var path = new org.apache.hadoop.fs.Path(part.toString());
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
      MessageType schema = reader.getFileMetaData().getSchema();
      assertThat(schema.getType("at").toString())
          .isEqualTo("optional int64 at (TIMESTAMP(MICROS,true))");
      assertThat(schema.getType("local").toString())
          .isEqualTo("optional int64 local (TIMESTAMP(MICROS,false))");
    }
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path).build()) {
      for (String text : DAYS) {
        Group group = reader.read();
        assertThat(group.getInteger("day", 0)).isEqualTo(day(text));
        assertThat(group.getLong("at", 0)).isEqualTo(micros(text));
        assertThat(group.getLong("local", 0)).isEqualTo(micros(text));
      }
    }
  }
}
