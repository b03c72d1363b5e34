package org.diabolo.rows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.JobSpec;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;

/** Jobs over files that a test has written. */
final class InputFiles {
  private final SparkSession spark = LocalSpark.session();
  private final Path folder;
  private final String format;

  InputFiles(Path folder, String format) {
    this.folder = folder;
    this.format = format;
  }

  Path input() {
    return folder.resolve("input");
  }

  Path write(String file, String text) throws Exception {
    Path place = input().resolve(file);
    Files.createDirectories(place.getParent());
    return Files.writeString(place, text);
  }

  JobSpec numbers(String columns, String... overrides) throws Exception {
    return spec("{kind: vector, columns: [" + columns + "], scale: none}", overrides);
  }

  JobSpec text(String column, String... overrides) throws Exception {
    return spec("{kind: text, column: " + column + ", tokens: char}", overrides);
  }

  private JobSpec spec(String source, String... overrides) throws Exception {
    String family = source.contains("text") ? "rnn" : "mlp";
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: files
            data:
              input: {format: %s, path: "%s"}
              key: id
            source: %s
            encoder: {kind: %s, code: 2}
            decoder: {kind: %s}
            """
                .formatted(format, input(), source, family, family));
    return Jobs.read(job, List.of(overrides));
  }

  Dataset<Row> open(JobSpec spec) {
    return Input.open(spark, spec.data().input(), spec);
  }

  /** Keys with their cells and what else is kept, or with what is wrong; in the keys' order. */
  List<String> screened(JobSpec spec, String... kept) {
    return Screening.whole(spec, open(spec), List.of(kept), List.of())
        .screen()
        .orderBy("key")
        .collectAsList()
        .stream()
        .map(InputFiles::line)
        .toList();
  }

  private static String line(Row row) {
    List<Row> faults = row.getList(row.fieldIndex(Screening.FAULTS));
    if (!faults.isEmpty()) {
      return row.getAs("key")
          + " "
          + faults.stream()
              .map(fault -> fault.getString(0) + ": " + fault.getString(2))
              .collect(Collectors.joining(", "));
    }
    Object source = row.getAs(Screening.SOURCE);
    String cell =
        source instanceof scala.collection.Seq<?> numbers
            ? numbers.mkString("(", ", ", ")")
            : String.valueOf(source);
    Object kept = row.getAs(Screening.KEPT);
    return row.getAs("key")
        + " "
        + cell
        + (kept instanceof Row values ? " " + values.mkString("|") : "");
  }
}
