package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.commons.lang3.ArrayUtils;
import org.diabolo.cli.Commands.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which model commands take, and that a version of the journal stays what it is. */
class ChampionTest {
  @TempDir Path folder;
  private Path one;
  private Path two;

  /** Two runs, of which two is the newest. */
  @BeforeEach
  void copyRuns() throws Exception {
    one = SmallRun.copy(SmallRun.whole(), folder);
    two = one.resolveSibling("two");
    FileUtils.copyDirectory(one.toFile(), two.toFile());
    Files.setLastModifiedTime(
        two.resolve("manifest.json"), FileTime.fromMillis(System.currentTimeMillis() + 3_600_000));
  }

  private Outcome ends(int code, String command, String... more) {
    Outcome outcome = Commands.in(folder, command, more);
    assertThat(outcome.code()).as(outcome.errors()).isEqualTo(code);
    return outcome;
  }

  private void adopt(String version) {
    ends(0, "models", "adopt", version, "--reason", "it is the best");
  }

  private byte[] encoder(Path run) throws IOException {
    return Files.readAllBytes(run.resolve("bundle/encoder.zip"));
  }

  @Test
  void championIsTakenWhereTheJobHasOneElseTheNewest() throws Exception {
    Outcome before = ends(0, "evaluate");
    assertThat(before.summary().get("run_id").asText()).isEqualTo("two");
    assertThat(before.errors()).startsWith("run two in " + two + ", the newest\n");

    adopt("one");
    for (List<String> words :
        List.of(
            List.of("evaluate"),
            List.of("encode"),
            List.of("decode"),
            List.of("decode", "--output", folder.resolve("rows").toString()),
            List.of("predict"))) {
      Outcome outcome =
          ends(0, words.get(0), words.subList(1, words.size()).toArray(String[]::new));
      assertThat(outcome.summary().get("run_id").asText()).as(words.toString()).isEqualTo("one");
      assertThat(outcome.errors())
          .startsWith("run one in " + one + ", the champion by decision 1, adopt\n");
    }
    assertThat(ends(0, "evaluate", "--run-id", "two").errors())
        .startsWith("run two in " + two + "\n");
    // Training is no use of a model.
    assertThat(ends(0, "train").summary().get("run_id").asText()).isEqualTo("two");

    Outcome runs = ends(0, "runs");
    assertThat(runs.summary().get("champion").asText()).isEqualTo("one");
    assertThat(runs.errors().split("\n  the champion by decision 1, adopt\n", -1)).hasSize(2);
    assertThat(runs.errors())
        .containsPattern("\none +\\S.*\n  the champion by decision 1, adopt\n  mse ");
  }

  @Test
  void championThatIsGoneOrDamagedIsNotAnotherOne() throws Exception {
    adopt("one");
    String out =
        "; put its files back, or choose another for good: diabolo models JOB rollback --reason"
            + " TEXT, or for this command: --run-id ID\n";
    byte[] damaged = encoder(one);
    damaged[damaged.length / 2] ^= 4;
    SmallRun.overwrite(one.resolve("bundle/encoder.zip"), damaged);
    Outcome outcome = ends(3, "encode");
    assertThat(outcome.errors())
        .startsWith(
            "the champion, one (decision 1, adopt), cannot be used: "
                + one
                + "/bundle/encoder.zip: damaged: its SHA-256 is ")
        .endsWith(out);
    assertThat(outcome.summary().get("kind").asText()).isEqualTo("data");

    FileUtils.deleteDirectory(one.toFile());
    assertThat(ends(3, "predict", "--text", "x").errors())
        .isEqualTo(
            "the champion, one (decision 1, adopt), cannot be used: "
                + one
                + "/bundle: there is no whole bundle here"
                + out);
    ends(0, "evaluate", "--run-id", "two");

    Path journal = one.resolveSibling("_registry").resolve("journal/000001.json");
    Files.writeString(journal, Files.readString(journal).replace("best", "very best"));
    assertThat(ends(3, "encode").errors()).startsWith(journal + ": damaged: its CRC-32C is ");
    assertThat(ends(0, "runs").errors())
        .startsWith("no champion is told: " + journal + ": damaged: ");
  }

  @Test
  void championWithoutCodesIsToldWhatItNeeds() throws Exception {
    adopt("one");
    FileUtils.deleteDirectory(one.resolve("encodings").toFile());
    Files.delete(one.resolve("manifest.json"));
    assertThat(ends(2, "decode").errors())
        .isEqualTo(
            "the champion, one (decision 1, adopt): "
                + one
                + " has no bundle and encodings (make them with: diabolo run)\n");
  }

  @Test
  void modelThatTheJournalNamesStaysWhatItIs() throws Exception {
    adopt("one");
    byte[] before = encoder(one);
    String manifest = Files.readString(one.resolve("manifest.json"));
    String kept =
        "run one is a version that the journal names \\(decision 1, adopt one by \\S+ at \\S+\\), so"
            + " its model stays what it is; train in a new run \\(another --run-id, or none\\)\n";
    for (List<String> words :
        List.of(
            List.of("run", "--redo", "train"),
            List.of("run", "--redo", "prepare"),
            List.of("run", "--redo", "train", "--set", "train.seed=8"),
            List.of("prepare", "--redo", "prepare"),
            List.of("train", "--redo", "train"))) {
      String[] more = words.subList(1, words.size()).toArray(String[]::new);
      assertThat(ends(2, words.get(0), ArrayUtils.addAll(more, "--run-id", "one")).errors())
          .containsPattern("\n--redo " + words.get(2) + ": " + kept);
    }
    assertThat(Files.readString(one.resolve("manifest.json"))).isEqualTo(manifest);
    assertThat(ends(0, "run", "--run-id", "one").errors()).contains("trained already");

    FileUtils.deleteDirectory(one.resolve("bundle").toFile());
    for (String command : List.of("train", "run")) {
      assertThat(ends(3, command, "--run-id", "one").errors())
          .containsPattern(
              "\n"
                  + one
                  + "/bundle: there is no whole bundle here; put it back from a copy, as "
                  + kept);
      assertThat(one.resolve("bundle")).doesNotExist();
    }
    FileUtils.copyDirectory(two.resolve("bundle").toFile(), one.resolve("bundle").toFile());
    assertThat(encoder(one)).isEqualTo(before);
    ends(0, "run", "--run-id", "one");

    // Making it again, which would be refused, is not offered.
    assertThat(ends(2, "run", "--run-id", "one", "--set", "data.split.valid=0.2").errors())
        .contains("or set it back: the run is a version that the journal names (")
        .doesNotContain("--redo");

    // Another run is free.
    ends(0, "train", "--run-id", "two", "--redo", "train");
  }
}
