package org.diabolo.rows;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.Format;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.job.TextSpec;
import org.diabolo.rows.files.EveryFile;
import org.diabolo.store.LocalNames;

/** Opens the files that a job names. */
public final class Input {
  private Input() {}

  /** What an input held when it was read. */
  public record Snapshot(String path, long files, long bytes, long newestModification) {}

  /**
   * @param input where it is
   * @param spec the job: its key and its texts are kept as they are written where types are
   *     inferred
   * @return the rows, not yet read
   * @throws BadDataException when there is nothing there, or it is not what the job says it is
   */
  public static Dataset<Row> open(SparkSession spark, InputSpec input, JobSpec spec) {
    requireSomething(spark, input);
    DataFrameReader reader = spark.read().format(name(input.format()));
    if (input.format() == Format.CSV) {
      reader = reader.option("header", "true").option("inferSchema", "true");
    }
    try {
      DataFrameReader ready =
          reader
              .options(LocalNames.options(spark.sparkContext().hadoopConfiguration()))
              .options(input.options());
      Dataset<Row> rows = Silence.during(() -> ready.load(input.path()));
      if (input.format() == Format.BINARYFILE) {
        return EveryFile.of(rows);
      }
      StructType schema = asWritten(rows.schema(), input.format(), spec);
      return schema.equals(rows.schema()) ? rows : ready.schema(schema).load(input.path());
    } catch (Exception e) {
      if (spark.sparkContext().isStopped()) {
        throw e;
      }
      throw new BadDataException(
          "data.input.path: "
              + input.path()
              + " cannot be read as "
              + name(input.format())
              + ": "
              + rootMessage(e),
          e);
    }
  }

  /**
   * @return how many files there are, how large and how new
   * @throws BadDataException when there is nothing there
   */
  public static Snapshot snapshot(SparkSession spark, InputSpec input) {
    return look(
        spark,
        input,
        (files, path) -> {
          long number = 0;
          long bytes = 0;
          long newest = 0;
          // One file at a time: an input may have more of them than the driver could hold.
          for (FileStatus status : found(files, path)) {
            RemoteIterator<LocatedFileStatus> each = files.listFiles(status.getPath(), true);
            while (each.hasNext()) {
              FileStatus file = each.next();
              number++;
              bytes += file.getLen();
              newest = Math.max(newest, file.getModificationTime());
            }
          }
          return new Snapshot(Secrets.redacted(input.path()), number, bytes, newest);
        });
  }

  /** Something that is looked for on a file system. */
  private interface Look<T> {
    T at(FileSystem files, Path path) throws IOException;
  }

  private static <T> T look(SparkSession spark, InputSpec input, Look<T> look) {
    try {
      Path path = new Path(input.path());
      return look.at(path.getFileSystem(spark.sparkContext().hadoopConfiguration()), path);
    } catch (BadDataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new BadDataException(
          "data.input.path: " + input.path() + " cannot be opened: " + rootMessage(e), e);
    }
  }

  /** Without listing what is in it, which Spark does once more. */
  private static void requireSomething(SparkSession spark, InputSpec input) {
    look(
        spark,
        input,
        (files, path) -> {
          found(files, path);
          return null;
        });
  }

  /** What a path or a pattern names, not yet listed. */
  private static FileStatus[] found(FileSystem files, Path path) throws IOException {
    FileStatus[] found = files.globStatus(path);
    if (found == null || found.length == 0) {
      throw new BadDataException(
          "data.input.path: "
              + path
              + " does not exist (a relative path starts at the working directory)");
    }
    return found;
  }

  /** Inferring types would read 007 as 7: two keys could become one, and a text another text. */
  private static StructType asWritten(StructType inferred, Format format, JobSpec spec) {
    Set<String> texts = texts(format, spec);
    Set<String> numerals = format == Format.CSV ? numerals(spec) : Set.of();
    StructType schema = new StructType();
    for (StructField field : inferred.fields()) {
      // Only what was taken for a single value: lists and structs in JSON stay what they are.
      boolean text =
          texts.contains(field.name()) && field.dataType() instanceof AtomicType
              || numerals.contains(field.name()) && field.dataType() instanceof DoubleType;
      schema = schema.add(field.name(), text ? DataTypes.StringType : field.dataType());
    }
    return schema;
  }

  private static Set<String> texts(Format format, JobSpec spec) {
    Set<String> columns = new HashSet<>();
    if (format == Format.CSV) {
      columns.add(spec.data().split().column());
      columns.add(spec.data().split().by());
      columns.add(spec.evaluate().by());
      columns.removeAll(numerals(spec));
      columns.add(spec.data().key());
    }
    if (format == Format.CSV || format == Format.JSON) {
      Stream.of(spec.source(), spec.target())
          .filter(TextSpec.class::isInstance)
          .forEach(field -> columns.addAll(field.columns()));
    }
    return columns;
  }

  /** Java reads 1.5d as a number, so these are read as text, which {@link Numerals} judges. */
  private static Set<String> numerals(JobSpec spec) {
    return Stream.of(spec.source(), spec.target())
        .filter(VectorSpec.class::isInstance)
        .flatMap(field -> field.columns().stream())
        .collect(Collectors.toSet());
  }

  /** The innermost message: Spark wraps the reader's own several times. */
  static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.lines().findFirst().orElse("").strip();
  }

  private static String name(Format format) {
    return format.name().toLowerCase(Locale.ROOT);
  }
}
