package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diabolo.store.Json;
import org.diabolo.testing.DriftAlarms;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Five days of retraining on all of Fashion-MNIST, by two executors of a standalone cluster: after
 * each, what a consumer reads is one whole version, each key once. On the fourth inverted images
 * come, which is told before training; on a night without drift none is done. Skipped where {@code
 * scripts/fetch-data fashion-mnist} was not run.
 */
class StoryAcceptance {
  private static final String JOB = "jobs/fashion-autoencoder-full.yaml";
  private static final Path IMAGES = Path.of("data/fashion-mnist");

  /** Few epochs of a smaller network, which need not hold against PCA. */
  private static final List<String> SETTINGS =
      List.of(
          "encoder.layers=[256]",
          "decoder.layers=[256]",
          "train.epochs=3",
          "retrain.gate.baseline=false");

  /** Trains only when the rows that have come look otherwise. */
  private static final String[] WHEN_DRIFT = {"--set", "retrain.when=drift"};

  private static Testbed cluster;

  @BeforeAll
  static void start() {
    assumeThat(IMAGES).as("all images: scripts/fetch-data fashion-mnist").isDirectory();
    cluster = new Testbed("story");
    cluster.up("spark", "--workers", "2", "--cores", "1", "--memory", "2g");
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
      LocalSpark.session().close();
    }
  }

  private static Ended diabolo(String name, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add(1, JOB);
    all.addAll(List.of("--workspace", Fashion.uri(workspace())));
    all.addAll(List.of("--set", "data.input.path=" + Fashion.uri(input())));
    SETTINGS.forEach(setting -> all.addAll(List.of("--set", setting)));
    return cluster.diabolo(all.toArray(String[]::new)).run(name);
  }

  private static Path input() {
    return cluster.folder().resolve("input");
  }

  private static Path workspace() {
    return cluster.folder().resolve("runs");
  }

  /** A night, and its last line. */
  private static JsonNode retrain(int code, String date, String id, String... more) {
    return told(night(id, date, more).with(code));
  }

  private static Ended night(String id, String date, String... more) {
    List<String> words = new ArrayList<>(List.of("retrain", "--date", date, "--run-id", id));
    words.addAll(List.of("--master", cluster.exports().get("DIABOLO_MASTER")));
    words.addAll(List.of(more));
    return diabolo(id, words.toArray(String[]::new));
  }

  private static JsonNode told(Ended ended) {
    List<String> lines = ended.output().lines().toList();
    JsonNode told = Json.read(lines.get(lines.size() - 1), JsonNode.class);
    System.out.println("exit code " + ended.code() + ": " + told);
    return told;
  }

  private static Consumed consumed(FashionDays days, String version) {
    Consumed consumed = Consumed.now(LocalSpark.session(), workspace().toString(), days.job());
    System.out.println("a consumer reads " + consumed);
    assertThat(consumed.version()).isEqualTo(days.job() + "/" + version);
    assertThat(consumed.codes().keySet()).isEqualTo(days.keys());
    return consumed;
  }

  @Test
  void fiveDays() throws Exception {
    FashionDays days = FashionDays.of(LocalSpark.session(), IMAGES, cluster.folder(), input());

    days.come(0, 7);
    JsonNode first = retrain(0, "2026-11-01", "first");
    assertThat(first.path("action").asText()).isEqualTo("promote");
    assertThat(first.path("encoded").asInt()).isEqualTo(24_500);
    consumed(days, "first");

    days.come(7, 10);
    JsonNode more = retrain(0, "2026-11-02", "more");
    assertThat(more.path("action").asText()).isEqualTo("promote");
    assertThat(more.path("encoded").asInt()).isEqualTo(35_000);
    Consumed second = consumed(days, "more");

    // Five of the ten files are gone, and one is new.
    days.go(5, 10);
    days.come(10, 11);
    JsonNode half = retrain(4, "2026-11-03", "half");
    assertThat(half.path("kind").asText()).isEqualTo("refused");
    assertThat(half.path("champion").asText()).isEqualTo("more");
    assertThat(half.path("reasons").toString())
        .contains(
            "21000 good rows, the champion had 35000; allowed: at least 0.7000 of that (retrain.gate.rows)");
    assertThat(half.path("encoded").asInt()).isEqualTo(3_500);
    assertThat(consumed(days, "more").codes()).containsAllEntriesOf(second.codes());

    days.come(5, 10);
    days.come(11, 12);
    JsonNode fast = retrain(4, "2026-11-03", "fast", "--set", "train.optimizer.rate=0.2");
    assertThat(fast.path("champion").asText()).isEqualTo("more");
    assertThat(fast.path("reasons").toString()).contains("worse");
    assertThat(fast.path("encoded").asInt()).isEqualTo(3_500);
    Consumed third = consumed(days, "more");
    assertThat(third.codes()).containsAllEntriesOf(second.codes());

    days.come(12, 13);
    JsonNode quiet = retrain(0, "2026-11-03", "quiet", WHEN_DRIFT);
    assertThat(quiet.path("action").asText()).isEqualTo("none");
    assertThat(quiet.path("decision").isNull()).isTrue();
    assertThat(quiet.path("drift").asBoolean(true)).isFalse();
    assertThat(quiet.at("/reasons/0").asText())
        .startsWith("no drift: ")
        .contains(" comparisons of 10500 rows with ");
    assertThat(quiet.path("encoded").asInt()).isEqualTo(3_500);
    assertThat(drift("quiet").path("drift").asBoolean(true)).isFalse();
    assertThat(run("quiet").resolve("bundle")).doesNotExist();
    Consumed fourth = consumed(days, "more");
    assertThat(fourth.codes()).containsAllEntriesOf(third.codes());

    // Of the ten files that the champion was not made from four are negatives.
    days.come(13, 16);
    days.comeInverted(16, 20);
    int changed = days.change(0);
    Ended night = night("twice", "2026-11-04", WHEN_DRIFT).with(0);
    JsonNode twice = told(night);
    assertThat(twice.path("action").asText()).isEqualTo("promote");
    assertThat(twice.path("drift").asBoolean()).isTrue();
    assertThat(Json.line(twice.path("told_by"))).isEqualTo("[\"errors\",\"codes\",\"inputs\"]");
    assertThat(twice.path("encoded").asInt()).isEqualTo(70_000);
    assertThat(night.errors())
        .containsSubsequence(
            "looking at the rows since more was made",
            "drift: errors: the reconstruction error of a row was ",
            "; codes: ",
            "; inputs: ",
            "preparing ",
            "training on ");
    requireNegatives(drift("twice"));
    assertThat(consumed(days, "twice").changed()).isEqualTo(changed);

    JsonNode back =
        told(
            diabolo(
                    "rollback",
                    "models",
                    "rollback",
                    "--reason",
                    "shoes come back as bags",
                    "--master",
                    cluster.exports().get("DIABOLO_MASTER"))
                .with(0));
    assertThat(back.path("encoded").asInt()).isEqualTo(24_500 + changed);
    Consumed fifth = consumed(days, "more");
    assertThat(fifth.changed()).isEqualTo(changed);
    assertThat(kept(fourth.codes(), fifth.codes())).isEqualTo(fourth.codes().size() - changed);
  }

  /** What was told of a night's rows before anything was trained. */
  private static JsonNode drift(String id) throws IOException {
    return Json.read(Files.readString(run(id).resolve("drift.json")), JsonNode.class);
  }

  private static Path run(String id) {
    return workspace().resolve("fashion-autoencoder-full").resolve(id);
  }

  /** Of 35,000 rows, two in five of them negatives. */
  private static void requireNegatives(JsonNode drift) {
    assertThat(drift.at("/looked_at/rows").asInt()).isEqualTo(35_000);
    JsonNode errors = drift.at("/errors/0");
    assertThat(errors.path("drift").asBoolean()).isTrue();
    assertThat(errors.path("now").asDouble()).isGreaterThan(errors.path("then").asDouble());
    assertThat(DriftAlarms.names(drift.path("codes"))).isNotEmpty();
    assertThat(DriftAlarms.names(drift.path("inputs"))).contains("brightness");
  }

  /** How many codes are the same bits. */
  private static long kept(Map<String, Integer> before, Map<String, Integer> after) {
    return before.entrySet().stream()
        .filter(code -> code.getValue().equals(after.get(code.getKey())))
        .count();
  }
}
