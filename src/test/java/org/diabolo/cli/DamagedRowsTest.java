package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.store.Json;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prepared rows that are not those that were prepared: nothing goes on with them. */
class DamagedRowsTest {
  @TempDir static Path base;
  @TempDir Path folder;

  private Path run;
  private Path prepared;

  /** What can happen to a corpus, and what is said of it. */
  enum Damage {
    PART_DELETED("split train: \\d+ rows expected, \\d+ found: split=train/\\S+ is missing;") {
      @Override
      void happen(Path prepared) throws IOException {
        Files.delete(part(prepared, "train"));
      }
    },
    PART_EMPTIED(
        "split train: \\d+ rows expected, \\d+ found: split=train/\\S+ has \\d+ bytes where \\d+"
            + " were written;") {
      @Override
      void happen(Path prepared) throws IOException {
        Path part = part(prepared, "train");
        Path empty = prepared.resolveSibling("empty");
        LocalSpark.session()
            .read()
            .parquet(part.toString())
            .limit(0)
            .coalesce(1)
            .write()
            .parquet(empty.toString());
        SmallRun.overwrite(part, Files.readAllBytes(SmallRun.part(empty)));
      }
    },
    SPLIT_DELETED(
        "split valid: \\d+ rows expected, 0 found: split=valid/\\S+ is missing, and \\d+ files"
            + " more differ;") {
      @Override
      void happen(Path prepared) throws IOException {
        FileUtils.deleteDirectory(prepared.resolve("split=valid").toFile());
      }
    },
    BYTE_FLIPPED("split train: \\d+ rows expected, \\d+ found: split=train/\\S+ cannot be read;") {
      @Override
      void happen(Path prepared) throws IOException {
        Path part = part(prepared, "train");
        byte[] bytes = Files.readAllBytes(part);
        // The last pages end where the footer begins, whose length stands before the last 4 bytes.
        int footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        // Between them lie indexes of columns and offsets, some dozens of bytes each.
        bytes[(bytes.length - 8 - footer) / 2] ^= 1;
        SmallRun.overwrite(part, bytes);
      }
    },
    PART_DOUBLED(
        "split train: \\d+ rows expected, \\d+ found: split=train/part-copy.parquet is none of its"
            + " files;") {
      @Override
      void happen(Path prepared) throws IOException {
        Path part = part(prepared, "train");
        Files.copy(part, part.resolveSibling("part-copy.parquet"));
      }
    },
    SPLITS_EXCHANGED("split \\w+: \\d+ rows expected, \\d+ found: split=.* files more differ;") {
      @Override
      void happen(Path prepared) throws IOException {
        Files.move(prepared.resolve("split=train"), prepared.resolve("x"));
        Files.move(prepared.resolve("split=valid"), prepared.resolve("split=train"));
        Files.move(prepared.resolve("x"), prepared.resolve("split=valid"));
      }
    };

    private final String complaint;

    Damage(String complaint) {
      this.complaint = complaint;
    }

    abstract void happen(Path prepared) throws IOException;
  }

  private static Path part(Path prepared, String split) throws IOException {
    return SmallRun.part(prepared.resolve("split=" + split));
  }

  @BeforeAll
  static void trainOnce() throws Exception {
    SmallRun.make(base, 300, "prepare", "train");
  }

  @BeforeEach
  void copy() throws Exception {
    run = SmallRun.copy(base, folder);
    prepared = run.resolve("prepared");
  }

  private void forgetTraining() throws IOException {
    FileUtils.deleteDirectory(run.resolve("bundle").toFile());
    FileUtils.deleteDirectory(run.resolve("checkpoints").toFile());
  }

  @ParameterizedTest
  @EnumSource
  void endsEachCommandThatReadsThemAndPrepareMakesThemAgain(Damage damage) throws Exception {
    byte[] model = Files.readAllBytes(run.resolve("bundle/encoder.zip"));
    damage.happen(prepared);

    refuses("evaluate", damage);
    assertThat(run.resolve("metrics.json")).doesNotExist();
    forgetTraining();
    refuses("train", damage);
    assertThat(run.resolve("bundle")).doesNotExist();

    Outcome again = Commands.in(folder, "prepare", "--run-id", "one");
    assertThat(again.code()).as(again.errors()).isZero();
    assertThat(again.errors()).containsPattern("preparing again: .*" + damage.complaint);
    Outcome trained = Commands.in(folder, "train", "--run-id", "one");
    assertThat(trained.code()).as(trained.errors()).isZero();
    assertThat(Files.readAllBytes(run.resolve("bundle/encoder.zip"))).isEqualTo(model);
  }

  @ParameterizedTest
  @EnumSource(names = {"PART_DELETED", "BYTE_FLIPPED"})
  void runMakesThemAgainAndWhatFollowsStays(Damage damage) throws Exception {
    byte[] model = Files.readAllBytes(run.resolve("bundle/encoder.zip"));
    damage.happen(prepared);

    Outcome kept = Commands.in(folder, "run", "--run-id", "one");
    assertThat(kept.code()).as(kept.errors()).isZero();
    assertThat(kept.errors())
        .containsPattern("preparing again: .*" + damage.complaint)
        .contains("trained already");

    damage.happen(prepared);
    forgetTraining();
    Outcome trained = Commands.in(folder, "run", "--run-id", "one");
    assertThat(trained.code()).as(trained.errors()).isZero();
    assertThat(trained.errors())
        .containsPattern("preparing again: .*" + damage.complaint)
        .contains("training again: what was made is no longer there", "evaluated already");
    assertThat(Files.readAllBytes(run.resolve("bundle/encoder.zip"))).isEqualTo(model);
  }

  private void refuses(String command, Damage damage) {
    Outcome outcome = Commands.in(folder, command, "--run-id", "one");
    assertThat(outcome.code()).as(outcome.errors()).isEqualTo(3);
    List<String> complaints =
        Arrays.stream(outcome.errors().split("\n"))
            .filter(line -> line.contains("rows expected"))
            .toList();
    assertThat(complaints).as(command).hasSize(1);
    assertThat(complaints.get(0))
        .startsWith(prepared + ": ")
        .containsPattern(damage.complaint)
        .endsWith("; make it again with: diabolo prepare and this --run-id, or begin a new run");
    assertThat(outcome.errors()).doesNotContain("\tat ");
  }

  @Test
  void aCrashBetweenCorpusAndManifestLeavesTheChecksOn() throws Exception {
    // What the manifest held when preparing began.
    Path manifest = run.resolve("manifest.json");
    var tree = Json.read(Files.readString(manifest), ObjectNode.class);
    tree.remove(List.of("stages", "metrics", "crc32c_of_the_rest"));
    tree.put("state", "preparing");
    SmallRun.overwrite(manifest, Json.pretty(tree).getBytes());
    forgetTraining();

    Outcome other = Commands.in(folder, "run", "--run-id", "one", "--set", "data.split.valid=0.2");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.errors())
        .contains(
            "\n--run-id one: prepare was made from something else: data.split.valid was 0.1 and is"
                + " now 0.2; begin a new run");
    Files.delete(part(prepared, "test"));
    assertThat(Commands.in(folder, "run", "--run-id", "one").errors()).contains("split test: ");
  }

  @Test
  void rowsOfWhichNobodyTellsWhatTheyWereMadeFromAreMadeAgain() throws Exception {
    Files.delete(run.resolve("manifest.json"));
    forgetTraining();

    Outcome again = Commands.in(folder, "prepare", "--run-id", "one", "--set", "source.scale=none");
    assertThat(again.code()).as(again.errors()).isZero();
    assertThat(again.errors()).contains(" rows, 0 rejected").doesNotContain("prepared already");
    assertThat(Files.readString(prepared.resolve("_corpus.json")).replaceAll("\\s", ""))
        .contains("\"scaling\":\"none\"");
  }

  @Test
  void anotherInputIsRefusedAlsoWhereThePreparedRowsAreGone() throws Exception {
    FileUtils.deleteDirectory(prepared.toFile());
    FileUtils.copyDirectory(base.resolve("input").toFile(), base.resolve("before").toFile());
    try {
      Tables.write(LocalSpark.session(), Tables.plane(310), base.resolve("input"));
      Outcome outcome = Commands.in(folder, "run", "--run-id", "one");
      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.errors())
          .containsPattern(
              "prepare was made from something else: file part-\\S+ of the input came");
    } finally {
      FileUtils.deleteDirectory(base.resolve("input").toFile());
      FileUtils.moveDirectory(base.resolve("before").toFile(), base.resolve("input").toFile());
    }
  }
}
