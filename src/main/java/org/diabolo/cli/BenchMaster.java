package org.diabolo.cli;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.InvalidJobException;
import org.diabolo.submit.Place;
import org.diabolo.submit.PlaceProbe;
import org.diabolo.submit.Sessions;
import org.diabolo.submit.SharedPlaces;
import picocli.CommandLine.Option;

/** Where a bench runs. */
final class BenchMaster {
  @Option(names = "--master", description = "Spark master (default: local[*]).")
  private String master;

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  /** Whether the user has named one. */
  boolean isNamed() {
    return master != null;
  }

  /**
   * Opens Spark for a bench, once its places are seen to be shared: on the user's master, else
   * spark-submit's or local[*].
   *
   * @param name of the bench
   * @throws InvalidJobException when a place is on one machine's disk and executors are elsewhere
   */
  SparkSession open(String name, List<Place> places) {
    SharedPlaces.require(places, master);
    SparkSession spark = Sessions.open("diabolo bench " + name, master);
    try {
      PlaceProbe.require(spark, SharedPlaces.promised(places, spark.sparkContext().master()));
      return spark;
    } catch (RuntimeException e) {
      spark.close();
      throw e;
    }
  }
}
