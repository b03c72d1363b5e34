package org.diabolo.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.diabolo.store.Json;
import org.diabolo.testing.JobState;
import org.diabolo.testing.LocalSpark;

/**
 * A consumer's program that lives on while retrainings die: for each line {@code read WORKSPACE JOB
 * VERSION} it says in a line of JSON what {@link JobState} sees then. {@code copy FROM TO} copies a
 * folder. Arguments are settings of Hadoop's as {@code KEY=VALUE}.
 */
final class JobReader {
  private JobReader() {}

  public static void main(String[] settings) throws IOException {
    try (SparkSession spark = LocalSpark.open("local[1]", List.of(settings));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(Json.line(Json.tree(done(spark, line.split(" ")))));
      }
    }
  }

  private static Map<String, ?> done(SparkSession spark, String[] words) throws IOException {
    if (words[0].equals("copy")) {
      copy(spark.sparkContext().hadoopConfiguration(), new Path(words[1]), new Path(words[2]));
      return Map.of();
    }
    JobState state;
    try {
      state = JobState.of(spark, words[1], words[2], words[3]);
    } catch (AssertionError | RuntimeException e) {
      return Map.of("flaw", e.toString());
    }
    Map<String, Object> told = new TreeMap<>();
    told.put("version", state.read().version());
    told.put("keys", state.read().rows().size());
    told.put("rows", DigestUtils.sha256Hex(state.read().rows().toString()));
    told.put("journal", state.journal());
    told.put("networks", state.networks());
    return told;
  }

  private static void copy(Configuration hadoop, Path from, Path to) throws IOException {
    FileSystem files = from.getFileSystem(hadoop);
    if (!FileUtil.copy(files, from, files, to, false, hadoop)) {
      throw new IOException(from + " is not copied");
    }
  }
}
