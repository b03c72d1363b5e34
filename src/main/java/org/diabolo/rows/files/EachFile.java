package org.diabolo.rows.files;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Looks at all files of an input, where the data is read and not on the driver. */
final class EachFile {
  // So that a thousand small files are not a thousand tasks, and ten large ones not one.
  private static final int MOST_TASKS = 1000;

  private EachFile() {}

  /** What is learned from a file. */
  interface Look<T> extends Serializable {
    /**
     * @param hadoop with the options of the input
     */
    T at(String path, Configuration hadoop) throws Exception;
  }

  /**
   * @return what was learned, in the order of the files' names
   */
  static <T> List<T> of(InputPath path, Look<T> look) {
    List<String> files = path.list();
    if (files.isEmpty()) {
      return List.of();
    }
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(path.spark().sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(hadoop(path)));
    try {
      return spark
          .parallelize(files, Math.min(files.size(), MOST_TASKS))
          .map(file -> look.at(file, hadoop.value().value()))
          .collect();
    } finally {
      hadoop.destroy();
    }
  }

  private static Configuration hadoop(InputPath path) {
    return path.spark()
        .sessionState()
        .newHadoopConfWithOptions(ScalaMap.of(path.input().options()));
  }
}
