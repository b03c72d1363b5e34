package org.diabolo.average.master;

import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.spark.data.loader.RemoteFileSource;
import org.nd4j.common.loader.Loader;

/** Data sets in files of any Hadoop file system, one a file. */
final class DataSetPaths {
  private DataSetPaths() {}

  static <T> JavaRDD<T> load(JavaSparkContext spark, JavaRDD<String> paths, Loader<T> loader) {
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    return paths.map(
        path ->
            loader.load(
                new RemoteFileSource(path, new Path(path).getFileSystem(hadoop.value().value()))));
  }
}
