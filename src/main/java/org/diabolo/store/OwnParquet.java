package org.diabolo.store;

import java.util.Arrays;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Parquet of our own, read from just the place where it was written (Spark takes a path with
 * brackets for a pattern, and {@code w[12]} for {@code w1}), and with the checksums that its pages
 * have.
 */
public final class OwnParquet {
  // Spark's own, by which it reads tables.
  private static final String GLOB = "__globPaths__";

  private static final String VERIFY = "parquet.page.verify-checksum.enabled";

  private OwnParquet() {}

  /**
   * @param spark to read with
   * @param folder of Parquet files
   * @return its rows
   */
  public static Dataset<Row> read(SparkSession spark, Folder folder) {
    return reader(spark).parquet(folder.path().toString());
  }

  /**
   * @param spark to read with
   * @param folder of Parquet files
   * @param names of some of the files or folders in it, at least one
   * @return their rows, with the columns that their folders' names give
   */
  public static Dataset<Row> read(SparkSession spark, Folder folder, String... names) {
    return reader(spark)
        .option("basePath", folder.path().toString())
        .parquet(
            Arrays.stream(names)
                .map(name -> new Path(folder.path(), name).toString())
                .toArray(String[]::new));
  }

  /**
   * @param spark to read with
   * @return a reader that takes paths for what they are, and no page whose checksum is another
   */
  public static DataFrameReader reader(SparkSession spark) {
    return spark.read().option(GLOB, "false").option(VERIFY, "true");
  }
}
