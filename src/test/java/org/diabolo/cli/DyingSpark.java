package org.diabolo.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.store.Json;
import org.diabolo.testing.CopyingFiles;
import org.diabolo.testing.DyingFiles;
import org.diabolo.testing.LocalSpark;

/**
 * Commands on tiny jobs in one JVM, whose processes die by {@link DyingFiles}, and what such deaths
 * have in common.
 */
final class DyingSpark implements AutoCloseable {
  private static final String STALE = "diabolo.owner.stale";

  private final SparkSession spark = opened();
  private long gone;

  DyingSpark() {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    DyingFiles.register(hadoop);
    CopyingFiles.register(hadoop);
    // No sign of life is a step.
    hadoop.set(STALE, "1h");
  }

  /** Of tiny jobs, whose code is not worth compiling. */
  private static SparkSession opened() {
    LocalSpark.session().close();
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .getOrCreate();
  }

  SparkSession session() {
    return spark;
  }

  /** Runs a command. */
  Outcome call(List<String> words) {
    return Commands.captured(() -> Diabolo.run(spark, words.toArray(String[]::new)));
  }

  /**
   * Leases name this process, which lives; one that has died is not there any more. So they are
   * given the number of a process that is gone.
   *
   * @param leases folder of them, which need not be there
   */
  void bury(Path leases) throws IOException {
    if (!Files.exists(leases)) {
      return;
    }
    try (Stream<Path> files = Files.list(leases)) {
      for (Path lease : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        ObjectNode owner = Json.read(Files.readString(lease), ObjectNode.class);
        owner.put("pid", gone());
        Files.writeString(lease, Json.pretty(owner));
      }
    }
  }

  private long gone() throws IOException {
    if (gone == 0) {
      Process process = new ProcessBuilder("true").start();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        throw new UncheckedIOException(new IOException(e));
      }
      gone = process.pid();
    }
    return gone;
  }

  /**
   * @param owned a folder that a process takes
   * @return what is in it and below, and no part of what is whole
   */
  static List<Path> left(Path owned) throws IOException {
    try (Stream<Path> files = Files.walk(owned)) {
      return files
          .map(owned::relativize)
          .filter(
              file ->
                  file.startsWith(".owner")
                      ? !file.toString().matches("\\.owner(/\\d{6}\\.(json|work))?")
                      : file.getFileName().toString().matches("\\..+|_temporary"))
          .toList();
    }
  }

  @Override
  public void close() {
    DyingFiles.live();
    spark.close();
  }
}
