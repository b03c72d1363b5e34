package org.diabolo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.diabolo.average.RoundRecord;
import org.diabolo.average.TrainingListener;
import org.diabolo.store.Folder;
import org.diabolo.testing.LogMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged {@code rounds.jsonl} is no reason not to go on. */
class RoundLogTest {
  private static final String FILE = "rounds.jsonl";

  @TempDir Path disk;

  private int resumed;

  private final TrainingListener nobody =
      new TrainingListener() {
        @Override
        public void resumed(int round) {
          resumed = round;
        }

        @Override
        public void roundEnded(RoundRecord record) {}
      };

  private static String line(int round) {
    return "{\"epoch\":1,\"round\":" + round + ",\"loss\":0." + round + ",\"engine\":\"fused\"}";
  }

  private static List<String> lines(int... rounds) {
    return Arrays.stream(rounds).mapToObj(RoundLogTest::line).toList();
  }

  /** What is written after going on from a checkpoint, and what is said of it. */
  private List<String> resume(int round) throws IOException {
    try (LogMessages warnings = new LogMessages(RoundLog.class, Level.WARN)) {
      RoundLog log = new RoundLog(Folder.of(disk.toString(), new Configuration()), "fused", nobody);
      log.resumed(round);
      log.checkpointing(round);
      assertThat(resumed).isEqualTo(round);
      return List.copyOf(warnings.messages());
    }
  }

  private void write(byte[] bytes) throws IOException {
    Files.write(disk.resolve(FILE), bytes);
  }

  private byte[] whole() {
    return String.join("\n", lines(IntStream.rangeClosed(1, 9).toArray()))
        .concat("\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private String warning(int of, int missing, String which) {
    return disk
        + "/rounds.jsonl is damaged: of the "
        + of
        + " rounds before the checkpoint "
        + missing
        + " cannot be read ("
        + which
        + "); the others are kept";
  }

  @Test
  void roundsBeforeTheCheckpointAreKept() throws IOException {
    write(whole());

    assertThat(resume(7)).isEmpty();
    assertThat(Files.readAllLines(disk.resolve(FILE))).isEqualTo(lines(1, 2, 3, 4, 5, 6, 7));
  }

  @Test
  void halfALineAtTheEndCostsThatLine() throws IOException {
    byte[] whole = whole();
    write(Arrays.copyOf(whole, whole.length - 20));

    assertThat(resume(9)).containsExactly(warning(9, 1, "9"));
    assertThat(Files.readAllLines(disk.resolve(FILE))).isEqualTo(lines(1, 2, 3, 4, 5, 6, 7, 8));
  }

  @Test
  void aBlockOfZerosCostsTheLinesThatItTouches() throws IOException {
    byte[] whole = whole();
    int length = line(1).length() + 1;
    Arrays.fill(whole, 2 * length + 5, 4 * length + 5, (byte) 0);
    write(whole);

    assertThat(resume(9)).containsExactly(warning(9, 3, "3 to 5"));
    assertThat(Files.readAllLines(disk.resolve(FILE))).isEqualTo(lines(1, 2, 6, 7, 8, 9));
  }

  @Test
  void missingLinesAreNamed() throws IOException {
    write(String.join("\n", lines(2, 3, 6, 9)).getBytes(StandardCharsets.UTF_8));

    assertThat(resume(9)).containsExactly(warning(9, 5, "1, 4 to 5, 7 to 8"));
    assertThat(Files.readAllLines(disk.resolve(FILE))).isEqualTo(lines(2, 3, 6, 9));
  }

  @Test
  void whatIsNoRoundIsLeftOut() throws IOException {
    write(
        ("null\n17\n\n{\"round\":\"1\"}\n" + line(1) + "\n{\"round\":-3}\n\u0000\u00ff\n")
            .getBytes(StandardCharsets.ISO_8859_1));

    assertThat(resume(2)).containsExactly(warning(2, 1, "2"));
    assertThat(Files.readAllLines(disk.resolve(FILE))).isEqualTo(lines(1));
  }

  @Test
  void nothingLeftIsSaidToo() throws IOException {
    assertThat(resume(3)).containsExactly(warning(3, 3, "1 to 3"));
    assertThat(disk.resolve(FILE)).doesNotExist();
  }

  private static RoundRecord lastOfItsEpoch(int round) {
    return new RoundRecord(
        round, 1, round, 1, true, 1, 10, 1, 0.001, 0.5, null, 1, 0, 1, 1, 0, 0, 0, 100, 100, 1);
  }

  /** One file of every size would be as many bytes as the square of the rounds. */
  @Test
  void epochsTogetherWriteNoMoreThanNineTimesTheFile() throws IOException {
    RoundLog log = new RoundLog(Folder.of(disk.toString(), new Configuration()), "fused", nobody);
    long bytes = 0;
    long size = 0;
    for (int round = 1; round <= 500; round++) {
      log.roundEnded(lastOfItsEpoch(round));
      if (Files.size(disk.resolve(FILE)) != size) {
        size = Files.size(disk.resolve(FILE));
        bytes += size;
      }
    }
    log.write();

    assertThat(Files.readAllLines(disk.resolve(FILE))).hasSize(500);
    assertThat(bytes).isPositive().isLessThanOrEqualTo(9 * Files.size(disk.resolve(FILE)));
  }
}
