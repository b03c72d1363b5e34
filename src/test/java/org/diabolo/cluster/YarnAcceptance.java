package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Fashion job on YARN in cluster mode, all on HDFS, gives the bits of one JVM. */
class YarnAcceptance {
  private static final Pattern LOADED = Pattern.compile("native libraries loaded in ([0-9.]+) s");

  private static Testbed cluster;
  private static Map<String, String> exports;
  private static String root;

  @BeforeAll
  static void start() {
    cluster = new Testbed("yarn");
    cluster.up("hdfs");
    cluster.up("yarn", "--cores", "4", "--memory", "7g");
    exports = cluster.exports();
    // Resolves against fs.defaultFS of HADOOP_CONF_DIR for the shell, and is whole for us.
    root = defaultFileSystem() + "/diabolo";
    put(Fashion.SAMPLE, root + "/input");
    put(Fashion.JOB, root + "/job.yaml");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static String defaultFileSystem() {
    Ended status = cluster.cluster("hdfs", "status").run("hdfs-status").with(0);
    return Pattern.compile("hdfs://\\S+")
        .matcher(status.output())
        .results()
        .toList()
        .get(0)
        .group();
  }

  private static void put(String local, String uri) {
    cluster.cluster("hdfs", "fs", "-mkdir", "-p", root).run("mkdir").with(0);
    cluster.cluster("hdfs", "fs", "-put", local, uri).run("put").with(0);
  }

  @Test
  void clusterModeWithEverythingOnHdfs() {
    List<String> words = new ArrayList<>(List.of("--master", "yarn", "--deploy-mode", "cluster"));
    words.addAll(List.of("--properties-file", exports.get("DIABOLO_YARN_PROPERTIES")));
    words.addAll(List.of("--num-executors", "2"));
    words.addAll(Fashion.run(root + "/job.yaml", root + "/input", root + "/runs", "yarn"));

    cluster.diabolo(words.toArray(String[]::new)).run("yarn").with(0);

    String run = root + "/runs/" + Fashion.NAME + "/yarn";
    Outcome.of(cluster.fetched("hdfs", run, "run")).assertSameAs(Fashion.local());
    assertThat(coldLoads()).as("driver and two executors").hasSizeGreaterThan(2);
  }

  /** Seconds that each JVM took; a container's java.io.tmpdir is empty, and so is its cache. */
  private static List<Double> coldLoads() {
    return cluster.logs().values().stream()
        .flatMap(log -> LOADED.matcher(log).results())
        .map(found -> Double.valueOf(found.group(1)))
        .toList();
  }
}
