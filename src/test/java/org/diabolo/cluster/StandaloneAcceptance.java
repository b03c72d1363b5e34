package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Fashion job on a standalone cluster of two workers gives the bits of one JVM. */
class StandaloneAcceptance {
  private static Testbed cluster;
  private static Path workspace;
  private static String master;

  @BeforeAll
  static void start() {
    cluster = new Testbed("standalone");
    workspace = cluster.folder().resolve("runs");
    // A driver in cluster mode takes one core of a worker.
    cluster.up("spark", "--workers", "2", "--cores", "2", "--memory", "3g");
    master = cluster.exports().get("DIABOLO_MASTER");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** The job as {@code id}; a later word stands in for an earlier one. */
  private static String[] run(String id, String... submission) {
    List<String> words = new ArrayList<>(List.of(submission));
    words.addAll(Fashion.run(Fashion.JOB, Fashion.sample(), Fashion.uri(workspace), id));
    return words.toArray(String[]::new);
  }

  private static String[] submission(String... options) {
    List<String> words = new ArrayList<>(List.of("--master", master));
    words.addAll(List.of("--conf", "spark.cores.max=2"));
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }

  private static void assertSame(String id) {
    Outcome.of(workspace.resolve(Fashion.NAME).resolve(id)).assertSameAs(Fashion.local());
  }

  @Test
  void clientMode() {
    Ended client = cluster.diabolo(run("client", submission())).run("client").with(0);

    assertThat(client.output()).startsWith("{\"command\":\"run\"").hasLineCount(1);
    assertSame("client");
  }

  @Test
  void clusterMode() {
    String[] words = run("cluster", submission("--deploy-mode", "cluster"));

    Ended submitted = cluster.diabolo(words).run("cluster").with(0);

    assertThat(submitted.errors()).contains(" is FINISHED, exiting spark-submit JVM.");
    assertSame("cluster");
  }

  @Test
  void plainSparkSubmit() {
    List<String> words = new ArrayList<>(List.of("--class", "org.diabolo.cli.Diabolo"));
    words.addAll(List.of(submission("--properties-file", "conf/spark-defaults.conf")));
    words.add("target/diabolo.jar");

    cluster.sparkSubmit(run("plain", words.toArray(String[]::new))).run("plain").with(0);

    assertSame("plain");
  }

  /** As one does that is stopped, or whose machine is too busy. */
  @Test
  void masterThatTakesConnectionsAndSaysNothing() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String there = "spark://127.0.0.1:" + silent.getLocalPort();

      Ended ended =
          cluster.diabolo(run("silent", submission("--master", there))).run("silent").with(1);

      assertThat(ended.errors()).contains("--master " + there + ": no Master answers there");
      assertThat(ended.output()).contains("\"kind\":\"temporary\",\"retry\":true");
    }
  }

  @Test
  void workspaceOnOneMachinesDiskIsRefused() {
    List<String> words = new ArrayList<>(List.of(submission()));
    words.addAll(Fashion.run(Fashion.JOB, Fashion.sample(), workspace + "/local", "refused"));

    Ended refused = cluster.diabolo(words.toArray(String[]::new)).run("refused").with(2);

    assertThat(refused.errors())
        .contains("--workspace " + workspace + "/local: is on this machine's disk")
        .contains("say file:" + workspace + "/local")
        .doesNotContain("Exception");
    assertThat(workspace.resolve("local")).doesNotExist();
  }

  @Test
  void mistakeInTheJobIsToldBeforeItIsSubmitted() {
    List<String> words = new ArrayList<>(List.of(run("bad", submission("--deploy-mode=cluster"))));
    words.addAll(List.of("--set", "train.epoch=3"));

    Ended refused = cluster.diabolo(words.toArray(String[]::new)).run("bad").with(2);

    assertThat(refused.errors())
        .contains("train.epoch: unknown key, did you mean epochs?")
        .doesNotContain("driver-");
  }

  @Test
  void driverThatFailsInClusterModeIsAFailure() {
    List<String> words = new ArrayList<>(List.of(submission("--deploy-mode", "cluster")));
    String nowhere = Fashion.uri(cluster.folder().resolve("nowhere"));
    words.addAll(Fashion.run(Fashion.JOB, nowhere, Fashion.uri(workspace), "failed"));

    Ended failed = cluster.diabolo(words.toArray(String[]::new)).run("failed").with(1);

    assertThat(failed.errors()).contains("The driver has failed. Why is in its log: ");
    assertThat(cluster.logs().values()).anyMatch(log -> log.contains(nowhere.substring(7)));
  }
}
