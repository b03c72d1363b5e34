package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.diabolo.cli.EightRetrainings;
import org.diabolo.retrain.Deciders;
import org.diabolo.store.StoreProcess;
import org.diabolo.testing.SmallJob;
import org.diabolo.testing.ThisJvm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who owns a run on HDFS and on S3, by processes of their own. */
class OwnerAcceptance {
  private static final String STALE = "diabolo.owner.stale=3s";

  private static Testbed cluster;

  /** Beside the tests' own class path. */
  private static String hdfs;

  private static String s3a;

  @BeforeAll
  static void start() throws IOException {
    cluster = new Testbed("owner");
    cluster.up("hdfs");
    cluster.up("s3");
    hdfs = cluster.exports().get("HADOOP_CONF_DIR");
    s3a = cluster.s3ClassPath();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Process process(String more, List<String> arguments) throws IOException {
    return process(more, StoreProcess.class, arguments);
  }

  private static Process process(String more, Class<?> program, List<String> arguments)
      throws IOException {
    List<String> words = ThisJvm.command();
    words.addAll(List.of("-cp", more + File.pathSeparator + ThisJvm.classPath()));
    words.add(program.getName());
    words.addAll(arguments);
    return new ProcessBuilder(words)
        .redirectError(
            ProcessBuilder.Redirect.appendTo(cluster.folder().resolve("store.log").toFile()))
        .start();
  }

  private static List<String> words(String what, String folder, List<String> settings) {
    List<String> words = new ArrayList<>(List.of(what, folder, STALE));
    words.addAll(settings);
    return words;
  }

  private static List<String> lines(String more, List<String> arguments) throws IOException {
    return lines(process(more, arguments));
  }

  private static List<String> lines(Process process) throws IOException {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      return out.lines().toList();
    }
  }

  private static void race(String more, String folder, List<String> settings) throws IOException {
    assertThat(lines(more, words("race", folder, settings)))
        .isEqualTo(
            IntStream.range(0, StoreProcess.RACES)
                .mapToObj(race -> "race-" + race + ": winners 1, kept")
                .toList());
  }

  /** Of eight that decide against one number of a job's journal one is first. */
  private static void decide(String more, String workspace, List<String> settings)
      throws IOException {
    assertThat(decided(more, workspace, settings))
        .isEqualTo(
            IntStream.rangeClosed(1, Deciders.RACES)
                .mapToObj(race -> "won 1, told 7, champion " + (race + 1))
                .toList());
  }

  private static List<String> decided(String more, String workspace, List<String> settings)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(workspace));
    words.addAll(settings);
    return lines(process(more, Deciders.class, words));
  }

  /** The same, of eight that were trained and compared with the same champion. */
  private static void retrain(String more, String workspace, List<String> settings)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(cluster.folder().resolve("eight-" + workspace.replaceAll("\\W+", "-")) + "");
    words.add(workspace);
    words.addAll(settings);
    assertThat(lines(process(more, EightRetrainings.class, words)))
        .contains("first: exit 0")
        .last()
        .isEqualTo("exits [0, 5, 5, 5, 5, 5, 5, 5], the winner is read, keys 60, decisions 2");
  }

  /** A live one keeps the run; one that is frozen loses it, and writes nothing when it goes on. */
  private static void freeze(String more, String folder, List<String> settings) throws Exception {
    Process owner = process(more, words("own", folder, settings));
    try (BufferedReader out = owner.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("1");
      assertThat(lines(more, words("follow", folder, settings)).get(0))
          .matches("run \\S+ is owned by \\S+ process " + owner.pid() + " .* lives; .*");
      // Between two writes: S3 cannot keep out what is asked for before, and comes after.
      String line = out.readLine();
      while (out.ready()) {
        line = out.readLine();
      }
      Signals.send("STOP", owner.toHandle());
      assertThat(line).matches("\\d+");
      String next = "the next one's; the next one's; [_LAST, a]";

      assertThat(lines(more, words("follow", folder, settings))).containsExactly("taken", next);

      Signals.send("CONT", owner.toHandle());
      List<String> rest = out.lines().filter(said -> !said.matches("\\d+")).toList();
      assertThat(rest).singleElement().asString().contains(" was taken over by ");
      assertThat(owner.waitFor()).isZero();
      assertThat(lines(more, words("follow", folder, settings))).containsExactly("taken", next);
    } finally {
      owner.destroyForcibly();
    }
  }

  /**
   * A whole run is frozen while it encodes, and gone on with by a process with fewer task slots.
   */
  private static void freezeRun(String more, String workspace, List<String> settings)
      throws Exception {
    Path folder =
        Files.createDirectories(cluster.folder().resolve(workspace.replaceAll("\\W+", "-")));
    SmallJob.write(folder, 2000);
    String path = more + File.pathSeparator + ThisJvm.classPath();
    String[] flags =
        Stream.concat(settings.stream(), Stream.of(STALE))
            .map(setting -> "-Dspark.hadoop." + setting)
            .toArray(String[]::new);
    String calm = folder.resolve("runs").toUri().getPath();
    try (DiaboloProcess process =
        DiaboloProcess.start(folder.resolve("calm.log"), run(folder, "file:" + calm, 2))) {
      process.assertEndsWith(0);
    }
    try (DiaboloProcess frozen =
        DiaboloProcess.start(
            folder.resolve("frozen.log"), path, run(folder, workspace, 2), flags)) {
      frozen.await(() -> frozen.text().contains("\nencoding "));
      frozen.signal("STOP");
      assertThat(frozen.text()).doesNotContain("\nencoded ");

      try (DiaboloProcess next =
          DiaboloProcess.start(
              folder.resolve("next.log"), path, run(folder, workspace, 1), flags)) {
        next.assertEndsWith(0);
        assertThat(next.text()).contains("trained already", "\nencoded 2000 rows");
      }
      List<String> whole = lines(more, words("list", workspace + "/plane/one", settings));
      assertThat(whole)
          .filteredOn(file -> file.matches("bundle/(en|de)coder.zip .*"))
          .hasSize(2)
          .isSubsetOf(lines(more, words("list", "file:" + calm + "/plane/one", settings)));

      frozen.signal("CONT");

      frozen.assertEndsWith(5);
      assertThat(frozen.text()).contains("run one was taken over by ").doesNotContain("\tat ");
      assertThat(lines(more, words("list", workspace + "/plane/one", settings))).isEqualTo(whole);
    }
  }

  private static List<String> run(Path folder, String workspace, int slots) {
    return List.of(
        "run",
        folder.resolve("job.yaml").toUri().toString(),
        "--workspace",
        workspace,
        "--run-id",
        "one",
        "--master",
        "local[" + slots + "]",
        "--set",
        "data.input.path=" + folder.resolve("input").toUri());
  }

  @Test
  void localDisk() throws Exception {
    retrain(hdfs, cluster.folder().resolve("retrainings").toUri().toString(), List.of());
  }

  @Test
  void hdfs() throws Exception {
    race(hdfs, "/owner/races", List.of());
    decide(hdfs, "/owner/decisions", List.of());
    retrain(hdfs, "hdfs:///owner/retrainings", List.of());
    freeze(hdfs, "/owner/one", List.of());
    freezeRun(hdfs, "/owner/runs", List.of());
  }

  @Test
  void s3ThatHeedsTheCondition() throws Exception {
    try (Moto moto = Moto.start(cluster.folder().resolve("moto"))) {
      moto.bucket("diabolo");
      race(s3a, "s3a://diabolo/races", moto.settings());
      decide(s3a, "s3a://diabolo/decisions", moto.settings());
      retrain(s3a, "s3a://diabolo/retrainings", moto.settings());
      freeze(s3a, "s3a://diabolo/one", moto.settings());
      freezeRun(s3a, "s3a://diabolo/runs", moto.settings());
    }
  }

  @Test
  void s3ThatDoesNotIsKnown() throws Exception {
    String properties = Files.readString(Path.of(cluster.exports().get("DIABOLO_S3_PROPERTIES")));
    List<String> settings =
        Pattern.compile("spark\\.hadoop\\.(fs\\.s3a\\.\\S+) (\\S+)")
            .matcher(properties)
            .results()
            .map(found -> found.group(1) + "=" + found.group(2))
            .toList();
    assertThat(lines(s3a, words("race", cluster.exports().get("DIABOLO_S3") + "/races", settings)))
        .containsExactly("none");
    assertThat(decided(s3a, cluster.exports().get("DIABOLO_S3") + "/decisions", settings))
        .singleElement()
        .asString()
        .contains("this store cannot tell who was first", "retrain.unguarded: true");
  }
}
