package org.diabolo.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * CRC-32C (Castagnoli; RFC 3720, section 12.1) of files, in eight hexadecimal digits: against
 * damage, not against people. Executors read, each some of the files.
 */
public final class Checksums {
  private static final int MOST_TASKS = 1000;
  private static final int BUFFER = 1 << 16;

  private Checksums() {}

  /**
   * @param spark to run on
   * @param folder of the files
   * @param files paths below the folder
   * @return the sum of each that can be read
   */
  public static Map<String, String> of(
      SparkSession spark, Folder folder, Collection<String> files) {
    Map<String, String> sums = new TreeMap<>();
    if (files.isEmpty()) {
      return sums;
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    String place = folder.path().toString();
    try {
      context
          .parallelize(List.copyOf(files), Math.min(files.size(), MOST_TASKS))
          .flatMap(
              file ->
                  of(new Path(place, file), hadoop.value().value()).stream()
                      .map(sum -> new Tuple2<>(file, sum))
                      .iterator())
          .collect()
          .forEach(sum -> sums.put(sum._1(), sum._2()));
      return sums;
    } finally {
      hadoop.destroy();
    }
  }

  /**
   * As {@link #of}, read by this process alone.
   *
   * @param folder of the files
   * @param files paths below the folder
   * @return the sum of each that can be read
   */
  public static Map<String, String> here(Folder folder, Collection<String> files) {
    Map<String, String> sums = new TreeMap<>();
    for (String file : files) {
      Folder.attempt(() -> of(new Path(folder.path(), file), folder.files().getConf()))
          .ifPresent(sum -> sums.put(file, sum));
    }
    return sums;
  }

  private static Optional<String> of(Path file, Configuration hadoop) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sum.update(buffer, 0, read);
      }
    } catch (IOException e) {
      if (StoreFailure.isOfStore(e)) {
        throw e;
      }
      return Optional.empty();
    }
    return Optional.of(String.format("%08x", sum.getValue()));
  }
}
