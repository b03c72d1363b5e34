package org.diabolo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.diabolo.cli.Place.Use;
import org.diabolo.job.InvalidJobException;
import org.diabolo.store.Folder;

/**
 * Looks from every executor for what the user says all machines share. Executors that join later
 * are not asked.
 */
final class PlaceProbe {
  /** Tasks go where there is room; with several rounds of them all executors get some. */
  private static final int ROUNDS = 3;

  private PlaceProbe() {}

  /**
   * @param places of the scheme {@code file}
   * @throws InvalidJobException with a line for each that some machine does not see, naming them
   */
  static void require(SparkSession spark, List<Place> places) {
    List<String> complaints = new ArrayList<>();
    for (Place place : places) {
      List<String> blind =
          place.use() == Use.WRITTEN ? blindToWritten(spark, place) : blindToRead(spark, place);
      if (!blind.isEmpty()) {
        complaints.add(
            place.name()
                + " "
                + place.path()
                + ": what the driver sees there is not there on "
                + String.join(", ", blind)
                + "; mount it on every machine, or name a place that all of them see (hdfs://...,"
                + " s3a://...)");
      }
    }
    if (!complaints.isEmpty()) {
      throw new InvalidJobException(complaints);
    }
  }

  private static List<String> blindToWritten(SparkSession spark, Place place) {
    Path parent = new Path(place.path()).getParent();
    Folder folder =
        Folder.of(
            (parent == null ? new Path(place.path()) : parent).toString(),
            spark.sparkContext().hadoopConfiguration());
    String marker = "_diabolo-" + UUID.randomUUID();
    folder.write(marker, "");
    try {
      return blind(spark, new Path(folder.path(), marker).toString());
    } finally {
      folder.delete(marker);
    }
  }

  /** What the driver does not see either is a mistake of another kind, or a pattern. */
  private static List<String> blindToRead(SparkSession spark, Place place) {
    Folder there = Folder.of(place.path(), spark.sparkContext().hadoopConfiguration());
    return there.exists() ? blind(spark, there.path().toString()) : List.of();
  }

  /**
   * @return the hosts of executors that do not see a path
   */
  static List<String> blind(SparkSession spark, String path) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int tasks = ROUNDS * Math.max(2, context.defaultParallelism());
    return context
        .parallelize(Collections.nCopies(tasks, path), tasks)
        .filter(one -> !isThere(one))
        .map(one -> SparkEnv.get().blockManager().blockManagerId().host())
        .distinct()
        .collect()
        .stream()
        .sorted()
        .toList();
  }

  private static boolean isThere(String path) throws IOException {
    Path place = new Path(path);
    return place.getFileSystem(new Configuration()).exists(place);
  }
}
