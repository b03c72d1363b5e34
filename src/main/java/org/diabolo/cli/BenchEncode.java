package org.diabolo.cli;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.diabolo.bench.BenchResult;
import org.diabolo.bench.encode.EncodeBench;
import org.diabolo.job.InvalidJobException;
import org.diabolo.store.Folder;
import org.diabolo.submit.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench encode}. */
@Command(
    name = "encode",
    description = {
      "Encoding of many rows beside Spark ML's PCA.",
      "Generated rows through all of encode and through PCAModel.transform in turn; every row and",
      "the exact sum of the codes are checked, and what the driver's heap holds is told."
    })
final class BenchEncode implements Runnable, Preflight {
  @Mixin private BenchMaster master;

  private static final String MARK = "_bench-encode";

  @Option(
      names = "--rows",
      defaultValue = "2000000",
      description = "To encode (default: ${DEFAULT-VALUE}).")
  private long rows;

  @Option(
      names = "--width",
      defaultValue = "128",
      description = "Numbers in a row (default: ${DEFAULT-VALUE}).")
  private int width;

  @Option(
      names = "--hidden",
      defaultValue = "64",
      description = "Width of the layer before the code (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--code",
      defaultValue = "32",
      description = "Numbers in a code, and components (default: ${DEFAULT-VALUE}).")
  private int code;

  @Option(
      names = "--repetitions",
      defaultValue = "5",
      description = "Counted ones of each side, after a warm-up (default: ${DEFAULT-VALUE}).")
  private int repetitions;

  @Option(
      names = "--workspace",
      defaultValue = "bench-encode",
      description = {
        "Folder for rows and codes, 1.5 GB, on a file system that all executors see",
        "(default: ${DEFAULT-VALUE})."
      })
  private String workspace;

  @Override
  public List<Place> given() {
    return Place.given(Place.written("--workspace", workspace));
  }

  @Override
  public void run() {
    BenchOptions.requirePositive("--rows", rows);
    BenchOptions.requirePositive("--width", width);
    BenchOptions.requirePositive("--hidden", hidden);
    BenchOptions.requirePositive("--code", code);
    BenchOptions.requirePositive("--repetitions", repetitions);
    BenchResult result;
    try (SparkSession spark = master.open("encode", given())) {
      Folder place = workspace(Folder.of(workspace, spark.sparkContext().hadoopConfiguration()));
      result =
          new EncodeBench(spark, rows, width, hidden, code, repetitions, Screen.current()::say)
              .run(place);
    }
    BenchOptions.print(result);
  }

  /** Its folders are replaced, so it must be the bench's own. */
  private Folder workspace(Folder place) {
    if (place.exists() && !place.names().isEmpty() && !place.has(MARK)) {
      throw new InvalidJobException(
          "--workspace "
              + workspace
              + ": allowed: a new or empty folder, or one that bench encode made");
    }
    place.write(MARK, "");
    return place;
  }
}
