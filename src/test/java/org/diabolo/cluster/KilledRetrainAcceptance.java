package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.store.Json;
import org.diabolo.testing.Tables;
import org.diabolo.testing.ThisJvm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Retrainings in processes of their own are killed by SIGKILL at files of each stage, on a local
 * disk, HDFS and S3: until the same call is made again a consumer reads the old pair of model and
 * codes or the new one; the call ends with an undisturbed night's journal, networks and codes. Each
 * is killed by {@code scripts/lib/chaos/KillAt.java}, a debugger.
 */
class KilledRetrainAcceptance {
  private static final String OLD = "2026-11-01";
  private static final String NEW = "2026-11-02";
  private static final int ROWS_OF_OLD = 300;
  private static final int ROWS = 340;

  /**
   * One a stage, and around the decision. When, and the name that is given then: of a folder on S3
   * that of its last file.
   */
  private static final List<String> EACH_STAGE =
      List.of(
          "after NEW/prepared(/_SUCCESS|/_corpus.json)?",
          "before NEW/bundle(/SHA256SUMS)?",
          "after NEW/metrics.json",
          "before NEW/gate.json",
          "before _codes/NEW/_sets/[^/]+(/_SUCCESS)?",
          "before _registry/journal/000002.json",
          "after _registry/journal/000002.json");

  /** Where no server takes its time. */
  private static final List<String> EACH_KIND_OF_FILE =
      Stream.concat(
              EACH_STAGE.stream(),
              Stream.of(
                  "before NEW/files-at-start.json",
                  "before NEW/checkpoints/round-[0-9]+.checkpoint",
                  "before _codes/NEW/_lists/000001.json"))
          .toList();

  /** These JVMs live for seconds: half of their time would go into compiling. */
  private static final List<String> BRIEF =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Dspark.sql.codegen.wholeStage=false",
          "-Dspark.sql.codegen.factoryMode=NO_CODEGEN");

  private static final Pattern PORT =
      Pattern.compile("Listening for transport dt_socket at address: (\\d+)");

  private static Testbed cluster;

  /**
   * A store, by what a process needs for it.
   *
   * @param workspaces URI of a folder for workspaces
   * @param classPath beside the tests' own
   * @param settings of Hadoop's
   */
  private record Store(String workspaces, String classPath, List<String> settings) {
    String path() {
      return classPath.isEmpty()
          ? ThisJvm.classPath()
          : classPath + File.pathSeparator + ThisJvm.classPath();
    }
  }

  @BeforeAll
  static void start() throws IOException {
    cluster = new Testbed("killed-retrain");
    Files.writeString(
        cluster.folder().resolve("job.yaml"),
        Tables.job(cluster.folder().resolve("day=${date}"))
                .replace("epochs: 20", "epochs: 4")
                // Where paths are on HDFS by default too.
                .replace("path: \"", "path: \"file:")
            + """
            retrain:
              gate: {margin: 9, baseline: false, least_rows: 20}
            """);
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      List<Row> rows = Tables.plane(ROWS);
      Tables.write(spark, rows.subList(0, ROWS_OF_OLD), cluster.folder().resolve("day=" + OLD));
      Tables.write(spark, rows, cluster.folder().resolve("day=" + NEW));
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static DiaboloProcess retrain(
      Store store, String name, String workspace, String date, String... flags) throws IOException {
    List<String> words = new ArrayList<>(List.of("retrain"));
    words.add(cluster.folder().resolve("job.yaml").toUri().toString());
    words.addAll(List.of("--workspace", store.workspaces + "/" + workspace, "--date", date));
    words.addAll(List.of("--master", "local[2]", "--set", "train.checkpoints={rounds: 1}"));
    String[] all =
        Stream.of(
                BRIEF.stream(),
                Stream.of(flags),
                store.settings.stream().map(setting -> "-Dspark.hadoop." + setting))
            .flatMap(each -> each)
            .toArray(String[]::new);
    return DiaboloProcess.start(cluster.folder().resolve(name + ".log"), store.path(), words, all);
  }

  /** Runs one to its end, which is a new champion. */
  private static JsonNode promoted(Store store, String name, String workspace, String date)
      throws Exception {
    try (DiaboloProcess process = retrain(store, name, workspace, date)) {
      process.assertEndsWith(0);
      String last =
          process.text().lines().filter(line -> line.startsWith("{")).reduce("", (a, b) -> b);
      JsonNode told = Json.read(last, JsonNode.class);
      assertThat(told.path("action").asText()).as(last).isEqualTo("promote");
      assertThat(told.path("champion").asText()).isEqualTo(date);
      return told.path("reasons");
    }
  }

  private static void killed(Store store, String name, String workspace, String kill)
      throws Exception {
    String[] words = kill.split(" ", 2);
    String file = words[1].replace("NEW", NEW).replace(".", "\\.");
    try (DiaboloProcess process =
        retrain(
            store,
            name,
            workspace,
            NEW,
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0")) {
      process.await(() -> PORT.matcher(process.text()).find());
      Matcher port = PORT.matcher(process.text());
      assertThat(port.find()).isTrue();
      Process killer =
          new ProcessBuilder(
                  ThisJvm.command().get(0),
                  cluster.root().resolve("scripts/lib/chaos/KillAt.java").toString(),
                  port.group(1),
                  Long.toString(process.process().pid()),
                  words[0],
                  "1",
                  ".*/" + workspace + "/plane/" + file)
              .redirectErrorStream(true)
              .redirectOutput(cluster.folder().resolve(name + ".killer.log").toFile())
              .start();
      assertThat(killer.waitFor()).as(kill + " was not met: " + process.text()).isZero();
      process.assertEndsWith(128 + 9);
    }
  }

  /** A consumer's process. */
  private record Reader(Process process, BufferedReader answers, PrintWriter questions)
      implements AutoCloseable {
    static Reader start(Store store) throws IOException {
      List<String> words = ThisJvm.command();
      words.addAll(List.of("-cp", store.path(), JobReader.class.getName()));
      words.addAll(store.settings);
      Process process =
          new ProcessBuilder(words)
              .redirectError(cluster.folder().resolve("reader.log").toFile())
              .start();
      return new Reader(
          process,
          process.inputReader(StandardCharsets.UTF_8),
          new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true));
    }

    private JsonNode ask(String question) throws IOException {
      questions.println(question);
      String answer = answers.readLine();
      assertThat(answer).as("see reader.log: " + question).isNotNull();
      return Json.read(answer, JsonNode.class);
    }

    JsonNode state(Store store, String workspace) throws IOException {
      return ask("read " + store.workspaces + "/" + workspace + " plane " + NEW);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /** Version, keys and rows. */
  private static String pair(JsonNode state) {
    return state.path("version") + " " + state.path("keys") + " " + state.path("rows");
  }

  private static void killEverywhere(Store store, String name, List<String> kills)
      throws Exception {
    try (Reader reader = Reader.start(store)) {
      promoted(store, name + "-old", "old", OLD);
      String old = pair(reader.state(store, "old"));
      assertThat(old).startsWith("\"plane/" + OLD + "\" " + ROWS_OF_OLD + " ");
      reader.ask("copy " + store.workspaces + "/old " + store.workspaces + "/calm");
      JsonNode reasons = promoted(store, name + "-calm", "calm", NEW);
      JsonNode calm = reader.state(store, "calm");
      assertThat(pair(calm)).startsWith("\"plane/" + NEW + "\" " + ROWS + " ");

      for (int i = 0; i < kills.size(); i++) {
        String workspace = "killed-" + i;
        reader.ask("copy " + store.workspaces + "/old " + store.workspaces + "/" + workspace);
        killed(store, name + "-" + workspace, workspace, kills.get(i));
        boolean isDecided = kills.get(i).startsWith("after _registry");
        assertThat(pair(reader.state(store, workspace)))
            .as(kills.get(i))
            .isEqualTo(isDecided ? pair(calm) : old);

        assertThat(promoted(store, name + "-" + workspace + "-again", workspace, NEW))
            .as(kills.get(i))
            .isEqualTo(reasons);

        assertThat(reader.state(store, workspace)).as(kills.get(i)).isEqualTo(calm);
        System.out.println(name + ": the same after a kill " + kills.get(i));
      }
    }
  }

  @Test
  void localDisk() throws Exception {
    killEverywhere(
        new Store("file:" + cluster.folder().resolve("runs"), "", List.of()),
        "local",
        EACH_KIND_OF_FILE);
  }

  @Test
  void hdfs() throws Exception {
    cluster.up("hdfs");
    String configuration = cluster.exports().get("HADOOP_CONF_DIR");
    killEverywhere(new Store("hdfs:///kills", configuration, List.of()), "hdfs", EACH_STAGE);
  }

  @Test
  void s3() throws Exception {
    cluster.up("s3");
    try (Moto moto = Moto.start(cluster.folder().resolve("moto"))) {
      moto.bucket("diabolo");
      killEverywhere(
          new Store("s3a://diabolo/kills", cluster.s3ClassPath(), moto.settings()),
          "s3",
          EACH_STAGE);
    }
  }
}
