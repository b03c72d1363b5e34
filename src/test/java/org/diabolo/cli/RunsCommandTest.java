package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.store.Application;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.SummedJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunsCommandTest {
  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void copyRun() throws Exception {
    run = SmallRun.copy(SmallRun.whole(), folder);
  }

  private JsonNode runs(String... more) {
    Outcome outcome = Commands.in(folder, "runs", more);
    assertThat(outcome.code()).as(outcome.errors()).isZero();
    return outcome.summary().get("runs");
  }

  private String table() {
    return Commands.in(folder, "runs").errors();
  }

  private static List<String> ids(JsonNode runs) {
    return StreamSupport.stream(runs.spliterator(), false)
        .map(each -> each.get("run_id").asText())
        .toList();
  }

  private void copyAs(String id) throws IOException {
    org.apache.commons.io.FileUtils.copyDirectory(run.toFile(), run.resolveSibling(id).toFile());
  }

  private void change(Path run, Consumer<ObjectNode> change) throws IOException {
    Path file = run.resolve("manifest.json");
    ObjectNode tree = SummedJson.read(Files.readString(file), ObjectNode.class);
    change.accept(tree);
    Files.writeString(file, SummedJson.text(tree));
  }

  private static ObjectNode stage(ObjectNode manifest, String stage) {
    return (ObjectNode) manifest.at("/stages/" + stage);
  }

  @Test
  void runThatIsDoneTellsItsRowsAndFiguresBesideTheBaseline() throws Exception {
    JsonNode manifest = Json.read(Files.readString(run.resolve("manifest.json")), JsonNode.class);
    JsonNode one = runs().get(0);

    assertThat(one.get("run_id").asText()).isEqualTo("one");
    assertThat(one.get("run").asText()).isEqualTo(run.toString());
    assertThat(one.get("state").asText()).isEqualTo("done");
    assertThat(one.get("stage").asText()).isEqualTo("encode");
    assertThat(one.get("owner").isNull()).isTrue();
    assertThat(one.get("began")).isEqualTo(manifest.at("/stages/prepare/began"));
    double seconds = 0;
    for (JsonNode stage : manifest.get("stages")) {
      seconds += stage.get("seconds").asDouble();
    }
    assertThat(one.get("seconds").asDouble())
        .isCloseTo(seconds, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(one.get("rows")).isEqualTo(manifest.at("/stages/prepare/rows"));
    assertThat(one.at("/figures/split").asText()).isEqualTo("test");
    assertThat(one.at("/figures/mse")).isEqualTo(manifest.at("/metrics/test/mse"));
    assertThat(one.at("/figures/pca_mse")).isEqualTo(manifest.at("/metrics/test/pca_mse"));
    assertThat(one.get("messages")).isEmpty();

    assertThat(table().lines().toList())
        .hasSize(3)
        .allMatch(line -> line.length() <= 80)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).matches("run +state +begun \\(UTC\\) +took +rows");
              assertThat(lines.get(1))
                  .matches(
                      "one +encode: done +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d +\\d+:\\d\\d +120");
              assertThat(lines.get(2))
                  .isEqualTo("  " + one.get("headline").asText())
                  .matches("  mse \\S+, PCA's mse \\S+ on the test rows");
            });
  }

  @Test
  void jsonAloneIsOneLineWithoutATable() {
    Outcome outcome = Commands.in(folder, "runs", "--json");
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.summary().get("command").asText()).isEqualTo("runs");
    assertThat(outcome.summary().get("exit").asInt()).isZero();
    assertThat(ids(outcome.summary().get("runs"))).containsExactly("one");
  }

  @Test
  void newestIsFirstAndReservedHiddenAndForeignFoldersAreNoRuns() throws Exception {
    for (String id : List.of("a-later", "b-earlier")) {
      copyAs(id);
      change(
          run.resolveSibling(id),
          manifest ->
              manifest
                  .get("stages")
                  .forEach(
                      stage ->
                          ((ObjectNode) stage)
                              .put(
                                  "began",
                                  id.equals("a-later")
                                      ? "2999-01-01T00:00:00Z"
                                      : "2001-01-01T00:00:00Z")));
    }
    for (String id : List.of("_registry", ".hidden")) {
      copyAs(id);
    }
    Files.createDirectories(run.resolveSibling("notes"));
    Files.writeString(run.resolveSibling("notes/today.txt"), "nothing of Diabolo's");

    assertThat(ids(runs())).containsExactly("a-later", "one", "b-earlier");
    assertThat(ids(runs("--run-id", "b-earlier"))).containsExactly("b-earlier");
    Outcome none = Commands.in(folder, "runs", "--run-id", "two");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.errors())
        .isEqualTo("--run-id two: there is no such run of plane in " + folder + "/runs\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_registry", "_x", ".hidden"})
  void reservedNamesAreNoRunIds(String id) {
    for (String command : List.of("run", "encode", "runs")) {
      Outcome outcome = Commands.in(folder, command, "--run-id", id);
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.errors())
          .isEqualTo(
              "--run-id "
                  + id
                  + ": allowed: letters, digits, dots, dashes and underscores, at most 200 (it names"
                  + " a folder), the first a letter or digit\n");
    }
  }

  /** Nor does any other command take them for the newest run. */
  @Test
  void reservedFolderIsNotTheNewestRun() throws Exception {
    copyAs("_registry");
    Files.setLastModifiedTime(
        run.resolveSibling("_registry").resolve("manifest.json"),
        java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 3_600_000));
    assertThat(Commands.in(folder, "evaluate").summary().get("run_id").asText()).isEqualTo("one");
  }

  @Test
  void damagedManifestIsARowAndTheOthersAreTold() throws Exception {
    copyAs("changed");
    Path changed = run.resolveSibling("changed").resolve("manifest.json");
    Files.writeString(changed, Files.readString(changed).replace("\"seed\" : 3", "\"seed\" : 4"));
    copyAs("cut");
    Path cut = run.resolveSibling("cut").resolve("manifest.json");
    Files.writeString(cut, Files.readString(cut).substring(0, 300));
    copyAs("others");
    Files.writeString(run.resolveSibling("others").resolve("manifest.json"), "{\"a\": 1}");

    JsonNode all = runs();
    assertThat(ids(all)).containsExactlyInAnyOrder("one", "changed", "cut", "others");
    for (JsonNode each : all) {
      assertThat(each.get("state").asText())
          .isEqualTo(each.get("run_id").asText().equals("one") ? "done" : "damaged");
    }
    assertThat(table())
        .containsPattern(
            "\nchanged +damaged +- +- +-\n  manifest.json is damaged: its CRC-32C is \\w{8}, not"
                + " \\w{8}\n")
        .containsPattern("\ncut +damaged +- +- +-\n  manifest.json is damaged: it ends too early\n")
        .containsPattern(
            "\nothers +damaged +- +- +-\n  manifest.json is not one of Diabolo's: it has no run_id\n")
        .doesNotContain("\tat ");
  }

  @Test
  void damagedResultIsToldAndTheRunStaysWhatItIs() throws Exception {
    Files.writeString(run.resolve("result.json"), "{\"exit\": 0, ");
    assertThat(table()).containsPattern("\none +encode: done .*\n.*\n  result.json is damaged: ");
  }

  @Test
  void ownerThatLivesIsNamed() throws Exception {
    change(run, manifest -> stage(manifest, "train").put("state", "running"));
    Files.delete(run.resolve("result.json"));
    RunDirectory taken =
        new RunDirectory(Folder.of(run.toString(), new Configuration())).taken(Application.NONE);

    JsonNode one = runs().get(0);
    assertThat(one.get("state").asText()).isEqualTo("running");
    assertThat(one.get("stage").asText()).isEqualTo("train");
    assertThat(one.get("owner").asText())
        .contains(" process " + ProcessHandle.current().pid() + " of ");
    assertThat(table())
        .containsPattern("\none +train: running .*\n(.*\n)?  owned by \\S+ process ");

    // Who only reads the run leaves no word in it now.
    Outcome reading = Commands.in(folder, "predict", "--run-id", "one", "--text", "x");
    assertThat(reading.code()).isNotZero();
    assertThat(run.resolve("result.json")).doesNotExist();

    taken.letGo();
    assertThat(runs().get(0).get("state").asText()).isEqualTo("unfinished");
    assertThat(runs().get(0).get("owner").isNull()).isTrue();
  }

  /** As a process of another machine, whose end nobody can see, would be. */
  @Test
  void ownerThatIsSilentDoesNotRun() throws Exception {
    RunDirectory taken =
        new RunDirectory(Folder.of(run.toString(), new Configuration())).taken(Application.NONE);
    Path lease;
    try (var files = Files.list(run.resolve(".owner"))) {
      lease = files.filter(file -> file.toString().endsWith(".json")).findFirst().orElseThrow();
    }
    ObjectNode tree = Json.read(Files.readString(lease), ObjectNode.class);
    taken.letGo();
    tree.put("host", "elsewhere").put("beat", "2026-01-02T03:04:05.678Z");
    Files.writeString(lease, Json.pretty(tree));

    // Whatever a command says there that has only read the run since.
    assertThat(run.resolve("result.json")).exists();
    assertThat(runs().get(0).get("state").asText()).isEqualTo("unfinished");
    assertThat(table().replaceAll("\\s+", " "))
        .containsPattern(
            "one encode: unfinished .* elsewhere process \\d+ of \\S+ since \\S+ gives no sign of"
                + " life since 2026-01-02T03:04:05Z");
  }

  @Test
  void whatFailedSaysWhyAndWhere() throws Exception {
    Outcome outcome =
        Commands.in(folder, "run", "--run-id", "two", "--set", "train.averaging.workers=1000");
    assertThat(outcome.code()).isNotZero();
    JsonNode two = runs().get(0);
    assertThat(two.get("run_id").asText()).isEqualTo("two");
    assertThat(two.get("state").asText()).isEqualTo("failed");
    assertThat(two.get("stage").asText()).isEqualTo("train");
    assertThat(two.at("/messages/0").asText())
        .isEqualTo(outcome.summary().get("message").asText().lines().findFirst().orElseThrow())
        .contains("train.averaging.workers");
    assertThat(two.get("figures")).isEmpty();
    assertThat(table()).containsPattern("\ntwo +train: failed ");
  }

  @Test
  void signalLeavesARunThatIsUnfinished() throws Exception {
    change(run, manifest -> stage(manifest, "train").put("state", "running"));
    Files.writeString(
        run.resolve("result.json"),
        "{\"command\":\"run\",\"exit\":130,\"message\":\"stopped by SIGINT\"}\n");
    assertThat(table()).containsPattern("\none +train: unfinished ").contains("\n  stopped by SIG");
  }

  /** Of such a night there is a folder without a manifest. */
  @Test
  void nightWithNothingToDoIsNotUnfinished() throws Exception {
    Path night = Files.createDirectories(run.resolveSibling("2026-11-02"));
    Path result = night.resolve("result.json");
    Files.writeString(result, "{\"command\":\"retrain\",\"exit\":0,\"action\":\"none\"}\n");
    assertThat(runs("--run-id", "2026-11-02").at("/0/state").asText()).isEqualTo("nothing_to_do");
    assertThat(table()).containsPattern("\n2026-11-02 +nothing to do +- +- +-\n");

    Files.writeString(result, "{\"command\":\"retrain\",\"exit\":1,\"message\":\"x\"}\n");
    assertThat(runs("--run-id", "2026-11-02").at("/0/state").asText()).isEqualTo("failed");
  }

  @Test
  void refusedCommandLeavesADoneRunDone() {
    assertThat(Commands.in(folder, "train", "--run-id", "one", "--set", "encoder.code=3").code())
        .isEqualTo(2);
    assertThat(runs().get(0).get("state").asText()).isEqualTo("done");
    assertThat(table().replaceAll("\\s+", " "))
        .contains("the last command, train, failed: --run-id one:");
  }

  /** It says neither a state nor when a stage began, and has no sum. */
  @Test
  void runOfAnOlderVersionIsDone() throws Exception {
    change(
        run,
        manifest ->
            manifest
                .get("stages")
                .forEach(stage -> ((ObjectNode) stage).remove(List.of("state", "began", "ended"))));
    ObjectNode tree =
        SummedJson.read(Files.readString(run.resolve("manifest.json")), ObjectNode.class);
    Files.writeString(run.resolve("manifest.json"), Json.pretty(tree));
    org.apache.commons.io.FileUtils.deleteDirectory(run.resolve(".owner").toFile());

    assertThat(table()).containsPattern("\none +encode: done +- +\\d+:\\d\\d +120\n  mse ");
  }

  @Test
  void idIsNeverCut() throws Exception {
    String id = "nightly-of-the-thirtieth-of-november-0123456789";
    copyAs(id);
    assertThat(table())
        .containsPattern("\n" + id + "\n +encode: done .* 120\n")
        .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 80));
  }

  @Test
  void jobWithoutRunsHasNone() {
    Outcome outcome = Commands.in(folder, "runs", "--set", "name=other");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.summary().get("runs")).isEmpty();
    assertThat(outcome.errors()).isEqualTo("no runs of other in " + folder + "/runs\n");
  }

  @Test
  void pathsMayBeRelative() {
    Path here = Path.of("").toAbsolutePath();
    Outcome outcome = Commands.in(here.relativize(folder), "runs");
    assertThat(outcome.code()).as(outcome.errors()).isZero();
    assertThat(outcome.summary().at("/runs/0/run").asText()).isEqualTo(run.toString());
  }

  @Test
  void clusterModeIsRefused() {
    System.setProperty("spark.submit.deployMode", "cluster");
    try {
      Outcome outcome = Commands.in(folder, "runs");
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.errors()).startsWith("--deploy-mode cluster: allowed for runs: client");
    } finally {
      System.clearProperty("spark.submit.deployMode");
    }
  }
}
