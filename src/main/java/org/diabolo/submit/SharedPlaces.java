package org.diabolo.submit;

import java.net.URI;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.diabolo.job.InvalidJobException;
import org.diabolo.submit.Place.Use;

/**
 * What executors read and write must be where all of them, and the driver, see it. A path without a
 * scheme that means the local disk does so only when the executors are on this machine. With the
 * scheme {@code file} it is the user's word that all machines share it.
 */
public final class SharedPlaces {
  private static final String LOCAL = "file";

  private SharedPlaces() {}

  /**
   * Refuses places on one machine's disk, by Hadoop's settings as Spark would read them.
   *
   * @param places that the command will use
   * @param master the user's, or null for spark-submit's
   * @throws InvalidJobException with a line for each that is on one machine's disk
   */
  public static void require(List<Place> places, String master) {
    require(places, master, SparkHadoopUtil.get().newConfiguration(new SparkConf()));
  }

  /**
   * Refuses places on one machine's disk.
   *
   * @param places that the command will use
   * @param master the user's, or null for spark-submit's
   * @param hadoop that tells which file system a path without scheme is on; only reading it costs a
   *     tenth of a second
   * @throws InvalidJobException with a line for each that is on one machine's disk
   */
  public static void require(List<Place> places, String master, Configuration hadoop) {
    SparkConf conf = new SparkConf();
    List<String> complaints =
        complaints(
            places,
            master == null ? conf.get("spark.master", "local") : master,
            conf.get("spark.submit.deployMode", "client"),
            hadoop);
    if (!complaints.isEmpty()) {
      throw new InvalidJobException(complaints);
    }
  }

  /**
   * What is wrong with the places.
   *
   * @param places that the command will use
   * @param master that there is
   * @param deployMode {@code client} or {@code cluster}
   * @param configuration of Hadoop
   * @return a line each
   */
  public static List<String> complaints(
      List<Place> places, String master, String deployMode, Configuration configuration) {
    if (isLocal(master)) {
      return List.of();
    }
    boolean elsewhere = deployMode.equals("cluster");
    return places.stream()
        .filter(place -> place.use() != Use.DRIVER || elsewhere)
        .filter(place -> scheme(place.path()) == null && isOnDisk(place.path(), configuration))
        .map(place -> complaint(place, master))
        .toList();
  }

  /**
   * Those that the user says all machines share.
   *
   * @param places that the command will use
   * @param master that there is
   * @return the places of scheme {@code file} that executors need; none where they are on this
   *     machine
   */
  public static List<Place> promised(List<Place> places, String master) {
    return isLocal(master)
        ? List.of()
        : places.stream()
            .filter(place -> place.use() != Use.DRIVER && LOCAL.equals(scheme(place.path())))
            .toList();
  }

  /** Of {@code local[..]} and {@code local-cluster[..]} the executors are on this machine. */
  private static boolean isLocal(String master) {
    return master.startsWith("local");
  }

  private static String complaint(Place place, String master) {
    String there =
        switch (place.use()) {
          case READ -> "is on this machine's disk, but executors of " + master + " read on others";
          case WRITTEN ->
              "is on this machine's disk, but executors of " + master + " write on others";
          case DRIVER ->
              "is a path on the disk of whichever machine of " + master + " runs the driver";
        };
    String path = java.nio.file.Path.of(place.path()).toAbsolutePath().normalize().toString();
    return ("%s %s: %s; name a place that all machines see (hdfs://..., s3a://...), or, if %s is on"
            + " a mount that all of them share, say %s:%s")
        .formatted(place.name(), place.path(), there, path, LOCAL, path);
  }

  /**
   * Whether a machine's own file system has it, by its scheme or by default.
   *
   * @param path as it was given
   * @param configuration of Hadoop
   * @return whether it has
   */
  public static boolean isLocalFile(String path, Configuration configuration) {
    String scheme = scheme(path);
    return LOCAL.equals(
        scheme == null ? FileSystem.getDefaultUri(configuration).getScheme() : scheme);
  }

  private static boolean isOnDisk(String path, Configuration configuration) {
    URI fallback = FileSystem.getDefaultUri(configuration);
    return new Path(path).toUri().getAuthority() == null && LOCAL.equals(fallback.getScheme());
  }

  /** Null where there is none; what is no path is for others to complain about. */
  private static String scheme(String path) {
    try {
      return new Path(path).toUri().getScheme();
    } catch (IllegalArgumentException e) {
      return "?";
    }
  }
}
