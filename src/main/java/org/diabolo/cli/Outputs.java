package org.diabolo.cli;

import org.apache.spark.sql.SparkSession;
import org.diabolo.job.InvalidJobException;
import org.diabolo.store.Folder;
import org.diabolo.store.Output;
import org.diabolo.store.Publication;

/** Where {@code --output} says that rows go. */
final class Outputs {
  private Outputs() {}

  /**
   * @param output the user's
   * @return the folder, in which there is nothing, or what an attempt that died has left
   * @throws InvalidJobException when there is anything else
   */
  static Output free(SparkSession spark, String output) {
    Folder place = Folder.of(output, spark.sparkContext().hadoopConfiguration());
    if (place.path().isRoot()) {
      throw new InvalidJobException(
          "--output " + output + ": allowed: a folder, not the root of a file system");
    }
    if (place.exists() && !Publication.isLeft(place, Publication.SUCCESS)) {
      throw new InvalidJobException("--output " + output + ": there is something already");
    }
    return Output.ofUser(place);
  }
}
