package org.diabolo.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.InvalidJobException;
import org.diabolo.spark.TaskSlots;
import org.diabolo.store.Folder;
import org.diabolo.store.Reason;
import org.diabolo.store.StoreFailure;
import org.diabolo.submit.Place.Use;

/**
 * Looks from every executor for what the user says all machines share. Executors that join later
 * are not asked.
 */
public final class PlaceProbe {
  /** For executors that come while the first are at work. */
  private static final int TASKS_A_SLOT = 2;

  /** A task takes its slot for so long, or the first executor would do them all. */
  private static final int TASK_MILLIS = 200;

  private PlaceProbe() {}

  /**
   * Asks the executors.
   *
   * @param spark whose executors are asked
   * @param places of the scheme {@code file}
   * @throws InvalidJobException with a line for each that some machine does not see, naming them
   */
  public static void require(SparkSession spark, List<Place> places) {
    if (places.isEmpty()) {
      return;
    }
    int tasks = TASKS_A_SLOT * TaskSlots.settled(spark.sparkContext());
    List<String> complaints = new ArrayList<>();
    for (Place place : places) {
      List<String> blind =
          place.use() == Use.WRITTEN
              ? blindToWritten(spark, place, tasks)
              : blindToRead(spark, place, tasks);
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

  /** Looks for a file in the place, or in the nearest folder above it that is there. */
  private static List<String> blindToWritten(SparkSession spark, Place place, int tasks) {
    Folder folder = Folder.of(place.path(), spark.sparkContext().hadoopConfiguration()).nearest();
    String marker = "_diabolo-" + UUID.randomUUID();
    try {
      folder.write(marker, "");
    } catch (UncheckedIOException e) {
      throw StoreFailure.telling(
          "%s %s: cannot be written: %s".formatted(place.name(), place.path(), Reason.of(e)),
          e,
          InvalidJobException::new);
    }
    try {
      return blind(spark, new Path(folder.path(), marker).toString(), tasks);
    } finally {
      folder.delete(marker);
    }
  }

  /** What the driver does not see either is a mistake of another kind, or a pattern. */
  private static List<String> blindToRead(SparkSession spark, Place place, int tasks) {
    Folder there = Folder.of(place.path(), spark.sparkContext().hadoopConfiguration());
    return there.exists() ? blind(spark, there.path().toString(), tasks) : List.of();
  }

  /**
   * @param tasks that look, enough for all executors
   * @return the hosts of executors that do not see a path
   */
  static List<String> blind(SparkSession spark, String path, int tasks) {
    return context(spark)
        .parallelize(Collections.nCopies(tasks, path), tasks)
        .filter(one -> !isThere(one))
        .map(one -> SparkEnv.get().blockManager().blockManagerId().host())
        .distinct()
        .collect()
        .stream()
        .sorted()
        .toList();
  }

  private static JavaSparkContext context(SparkSession spark) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  private static boolean isThere(String path) throws IOException, InterruptedException {
    Thread.sleep(TASK_MILLIS);
    Path place = new Path(path);
    return place.getFileSystem(new Configuration()).exists(place);
  }
}
