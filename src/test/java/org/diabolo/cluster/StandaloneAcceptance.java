package org.diabolo.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Fashion job on a standalone cluster of two workers gives the bits of one JVM. */
class StandaloneAcceptance {
  private static final String JOB = "jobs/fashion-autoencoder.yaml";

  private static Testbed cluster;
  private static Path workspace;

  @BeforeAll
  static void start() {
    cluster = new Testbed("standalone");
    workspace = cluster.folder().resolve("runs");
    // A driver in cluster mode takes one core of a worker.
    cluster.up("spark", "--workers", "2", "--cores", "2", "--memory", "3g");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static String[] arguments(String id, String... submission) {
    List<String> arguments = new ArrayList<>(List.of(submission));
    arguments.addAll(Fashion.run(JOB, Fashion.sample(), Fashion.uri(workspace), id));
    return arguments.toArray(String[]::new);
  }

  private static String master() {
    return cluster.exports().get("DIABOLO_MASTER");
  }

  private static void assertSame(String id) {
    Outcome.of(workspace.resolve(Fashion.NAME).resolve(id)).assertSameAs(Fashion.local());
  }

  @Test
  void clientMode() {
    String[] arguments = arguments("client", "--master", master(), "--conf", "spark.cores.max=2");
    cluster.diabolo(arguments).run("client").with(0);
    assertSame("client");
  }
}
