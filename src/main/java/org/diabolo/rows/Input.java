package org.diabolo.rows;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.Format;
import org.diabolo.job.DataSpec.InputSpec;

/** Opens the files that a job names. */
public final class Input {
  private Input() {}

  /** What an input held when it was read. */
  public record Snapshot(String path, int files, long bytes, long newestModification) {}

  /**
   * @return the rows, not yet read
   * @throws BadDataException when there is nothing there, or it is not what the job says it is
   */
  public static Dataset<Row> open(SparkSession spark, InputSpec input) {
    snapshot(spark, input);
    DataFrameReader reader = spark.read().format(name(input.format()));
    if (input.format() == Format.CSV) {
      reader = reader.option("header", "true").option("inferSchema", "true");
    }
    try {
      return reader.options(input.options()).load(input.path());
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
    try {
      Path path = new Path(input.path());
      FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      FileStatus[] found = files.globStatus(path);
      if (found == null || found.length == 0) {
        throw new BadDataException(
            "data.input.path: "
                + input.path()
                + " does not exist (a relative path starts at the working directory)");
      }
      long newest =
          Arrays.stream(found)
              .flatMap(status -> list(files, status))
              .mapToLong(FileStatus::getModificationTime)
              .max()
              .orElse(0);
      long[] sizes = new long[2];
      for (FileStatus status : found) {
        var summary = files.getContentSummary(status.getPath());
        sizes[0] += summary.getFileCount();
        sizes[1] += summary.getLength();
      }
      return new Snapshot(input.path(), (int) sizes[0], sizes[1], newest);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadDataException(
          "data.input.path: " + input.path() + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static java.util.stream.Stream<FileStatus> list(FileSystem files, FileStatus status) {
    try {
      return status.isDirectory()
          ? Arrays.stream(files.listStatus(status.getPath()))
          : java.util.stream.Stream.of(status);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
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
