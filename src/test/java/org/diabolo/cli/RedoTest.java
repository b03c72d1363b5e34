package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.store.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --redo}, and runs that an older version made. */
class RedoTest {
  @TempDir static Path base;
  @TempDir Path folder;

  private Path run;

  @BeforeAll
  static void runOnce() throws Exception {
    SmallRun.make(base, 120);
    Files.writeString(
        base.resolve("job.yaml"),
        Files.readString(base.resolve("job.yaml"))
            .replace("patience: 20", "checkpoints: {rounds: 1}"));
    Outcome one = Commands.in(base, "run", "--run-id", "one");
    assertThat(one.code()).as(one.errors()).isZero();
  }

  @BeforeEach
  void copy() throws Exception {
    run = SmallRun.copy(base, folder);
  }

  private Outcome run(int code, String... more) {
    List<String> words = new java.util.ArrayList<>(List.of("--run-id", "one"));
    words.addAll(List.of(more));
    Outcome outcome = Commands.in(folder, "run", words.toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.errors()).isEqualTo(code);
    return outcome;
  }

  private byte[] encoder() throws IOException {
    return Files.readAllBytes(run.resolve("bundle/encoder.zip"));
  }

  private ObjectNode manifest() throws IOException {
    return Json.read(Files.readString(run.resolve("manifest.json")), ObjectNode.class);
  }

  @Test
  void theSameRowsPreparedAgainLeaveWhatFollows() throws Exception {
    Path part = SmallRun.part(run.resolve("prepared/split=train"));
    Outcome outcome = run(0, "--redo", "prepare");
    assertThat(outcome.errors())
        .contains("prepared {", "trained already", "evaluated already", "encoded already");
    assertThat(part).doesNotExist();
    assertThat(run(0).errors()).contains("prepared already");
    assertThat(manifest().get("stages").toString()).doesNotContain("stale", "redo");
  }

  @Test
  void whatFollowsFromAnotherModelIsMadeAgain() throws Exception {
    byte[] before = encoder();
    assertThat(run(2, "--set", "train.seed=8").errors())
        .contains("train was made from something else: train.seed was 3 and is now 8");
    Outcome outcome = run(0, "--set", "train.seed=8", "--redo", "train");
    assertThat(outcome.errors())
        .contains("prepared already", "trained 2 epochs", "evaluating again", "encoded 120 rows")
        .doesNotContain("resum");
    assertThat(encoder()).isNotEqualTo(before);

    Outcome back = run(0, "--redo", "train");
    assertThat(back.errors()).contains("trained 2 epochs", "encoded 120 rows");
    assertThat(encoder()).isEqualTo(before);
    assertThat(run(0).errors())
        .contains("prepared already", "trained already", "evaluated already", "encoded already");
  }

  /** As a kill right after the mark leaves it, the next call makes it again without being told. */
  @Test
  void theMarkOutlivesTheCommand() throws Exception {
    ObjectNode manifest = manifest();
    manifest.remove("crc32c_of_the_rest");
    manifest.withObject("/stages/train").put("redo", true);
    manifest.withObject("/stages/encode").put("stale", true);
    SmallRun.overwrite(run.resolve("manifest.json"), Json.pretty(manifest).getBytes());
    byte[] before = encoder();
    assertThat(run(0).errors()).contains("trained 2 epochs", "encoded already");
    assertThat(encoder()).isEqualTo(before);
    assertThat(run(0).errors()).contains("trained already");
  }

  /** The mark would have the next call make what nobody wants made any more. */
  @Test
  void whatIsRefusedLeavesNoMark() throws Exception {
    String before = Files.readString(run.resolve("manifest.json"));
    assertThat(run(2, "--redo", "encode", "--set", "train.seed=8").errors())
        .contains("train was made from something else: train.seed was 3 and is now 8");
    assertThat(Files.readString(run.resolve("manifest.json"))).isEqualTo(before);
    assertThat(run(0).errors()).contains("encoded already");
  }

  /** A model outlives its rows, and figures do; what cannot be made again is not removed. */
  @Test
  void whatCannotBeMadeAgainStays() throws Exception {
    byte[] before = encoder();
    String metrics = Files.readString(run.resolve("metrics.json"));
    assertThat(run(2, "--redo", "train", "--set", "train.averaging.workers=1000").errors())
        .contains("train.averaging.workers: found 1000");
    assertThat(encoder()).isEqualTo(before);

    FileUtils.deleteDirectory(run.resolve("prepared").toFile());
    for (List<String> words :
        List.of(List.of("train", "--redo", "train"), List.of("evaluate", "--redo", "evaluate"))) {
      Outcome outcome =
          Commands.in(folder, words.get(0), words.subList(1, words.size()).toArray(String[]::new));
      assertThat(outcome.code()).as(words + outcome.errors()).isEqualTo(3);
      assertThat(outcome.errors()).contains("there is no prepared corpus here");
    }
    assertThat(encoder()).isEqualTo(before);
    assertThat(Files.readString(run.resolve("metrics.json"))).isEqualTo(metrics);

    Files.writeString(run.resolve("metrics.json"), "{}");
    assertThat(Commands.in(folder, "evaluate").code()).isEqualTo(3);
    assertThat(run.resolve("metrics.json")).hasContent("{}");
  }

  /** Rows that came out the same are no excuse for another training, days later. */
  @Test
  void whatWasToBeMadeAgainForOneJobIsNotMadeForAnother() throws Exception {
    byte[] before = encoder();
    Outcome prepared = Commands.in(folder, "prepare", "--run-id", "one", "--redo", "prepare");
    assertThat(prepared.code()).as(prepared.errors()).isZero();
    assertThat(run(2, "--set", "train.seed=8").errors())
        .contains("train was made from something else: train.seed was 3 and is now 8");
    assertThat(encoder()).isEqualTo(before);
    assertThat(run(0).errors()).contains("trained already", "encoded already");
  }

  @Test
  void aStageThatTheJobHasNotIsNotMarked() throws Exception {
    assertThat(run(2, "--redo", "predict").errors())
        .contains("--redo predict: the job has no section predict");
    assertThat(manifest().get("stages").has("predict")).isFalse();
  }

  @Test
  void aStageThatIsNotTheCommandsIsAMistake() {
    Outcome outcome = Commands.in(folder, "encode", "--redo", "train");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.errors())
        .contains(
            "--redo train: allowed here: encode; a whole run makes it again with: diabolo run"
                + " --redo train");
    assertThat(Commands.in(folder, "run", "--redo", "all").errors())
        .contains("--redo all: allowed: prepare, train, evaluate, encode, predict");
    assertThat(Commands.in(folder, "encode", "--redo", "encode").errors())
        .contains("encoded 120 rows");
  }

  @Test
  void aRunOfAnOlderVersionIsGoneOnWithByWhatItsManifestSays() throws Exception {
    older();
    assertThat(run(2, "--set", "train.epochs=3").errors())
        .contains("train was made from something else: train.epochs was 2 and is now 3");
    assertThat(run(2, "--set", "data.split.valid=0.2").errors())
        .contains("prepare was made from something else: data.split.valid was 0.1 and is now 0.2");
    for (int time = 1; time <= 2; time++) {
      assertThat(run(0).errors())
          .contains("prepared already", "trained already", "evaluated already", "encoded already");
    }

    // What is made with another job does not change what the rest was made from.
    Outcome redone = Commands.in(folder, "encode", "--redo", "encode", "--set", "train.epochs=3");
    assertThat(redone.code()).as(redone.errors()).isZero();
    assertThat(run(2, "--set", "train.epochs=3").errors()).contains("train.epochs was 2");
  }

  @Test
  void anUnfinishedRunOfAnOlderVersionIsGoneOnWith() throws Exception {
    byte[] before = encoder();
    older();
    ObjectNode manifest = manifest();
    ((ObjectNode) manifest.get("stages")).retain("prepare");
    SmallRun.overwrite(run.resolve("manifest.json"), Json.pretty(manifest).getBytes());
    for (String made : List.of("bundle", "encodings")) {
      FileUtils.deleteDirectory(run.resolve(made).toFile());
    }
    Files.delete(run.resolve("metrics.json"));
    assertThat(run(2, "--set", "train.seed=8").errors()).contains("train.seed was 3");
    assertThat(run(0).errors()).contains("prepared already", "encoded 120 rows");
    assertThat(encoder()).isEqualTo(before);
  }

  /** Takes away what older versions did not write. */
  private void older() throws IOException {
    ObjectNode manifest = manifest();
    manifest.remove("crc32c_of_the_rest");
    manifest
        .get("stages")
        .forEach(
            stage ->
                ((ObjectNode) stage)
                    .remove(List.of("state", "began", "ended", "from", "outputs", "corpus")));
    SmallRun.overwrite(run.resolve("manifest.json"), Json.pretty(manifest).getBytes());
    Path made = run.resolve("encodings/_made.json");
    ObjectNode tree = Json.read(Files.readString(made), ObjectNode.class);
    tree.remove("crc32c_of_the_rest");
    SmallRun.overwrite(made, Json.pretty(tree).getBytes());
  }
}
