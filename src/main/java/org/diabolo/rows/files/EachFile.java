package org.diabolo.rows.files;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

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
   * Files of which the same was learned: the driver holds that once, however many they are.
   *
   * @param fact what was learned
   * @param paths in order
   */
  record Same<T>(T fact, List<String> paths) {
    /** One of the files, for messages. */
    String path() {
      return paths.get(0);
    }
  }

  /**
   * @param look whose answers have equal hashes where they are equal, on every JVM
   * @return what was learned, in the order of the first files' names
   * @throws org.diabolo.job.BadDataException when there is no file
   */
  static <T> List<Same<T>> of(InputPath path, Look<T> look) {
    List<String> files = path.list();
    path.require(files);
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(path.spark().sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(hadoop(path)));
    try {
      return spark
          .parallelize(files, Math.min(files.size(), MOST_TASKS))
          .mapToPair(file -> new Tuple2<>(look.at(file, hadoop.value().value()), List.of(file)))
          .reduceByKey(EachFile::both, 1)
          .collect()
          .stream()
          .map(same -> new Same<>(same._1(), same._2().stream().sorted().toList()))
          .sorted(Comparator.comparing(Same::path))
          .toList();
    } finally {
      hadoop.destroy();
    }
  }

  private static List<String> both(List<String> some, List<String> more) {
    List<String> both = new ArrayList<>(some);
    both.addAll(more);
    return both;
  }

  private static Configuration hadoop(InputPath path) {
    Map<String, String> options = new HashMap<>(path.localOptions());
    options.putAll(path.input().options());
    return path.spark().sessionState().newHadoopConfWithOptions(ScalaMap.of(options));
  }
}
