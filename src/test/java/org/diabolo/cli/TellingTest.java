package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands tell people: first the run, then its stages, in the end what came out. */
class TellingTest {
  @TempDir Path folder;

  @BeforeEach
  void writeJob() throws Exception {
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    Tables.write(LocalSpark.session(), Tables.plane(200), folder.resolve("input"));
  }

  @AfterEach
  void normal() {
    Screen.loudness(Loudness.NORMAL);
  }

  private Outcome done(String command, String... more) {
    Outcome outcome = Commands.in(folder, command, more);
    assertThat(outcome.code()).as(outcome.errors()).isZero();
    return outcome;
  }

  private String next(String command) {
    return "  diabolo "
        + command
        + " "
        + folder.resolve("job.yaml")
        + " --workspace "
        + folder.resolve("runs")
        + " --set train.epochs=2 --run-id one";
  }

  @Test
  void runIsNamedFirstAndTheEndSaysWhatCameOutAndWhatIsNext() {
    String[] more = {"--run-id", "one", "--set", "train.epochs=2"};
    // On a busy machine there are lines about where it is.
    List<String> lines =
        done("run", more)
            .errors()
            .lines()
            .filter(line -> !line.matches("[a-zA-Z ]+, \\d+:\\d\\d.*"))
            .toList();

    String run = folder.resolve("runs/plane/one").toString();
    assertThat(lines.get(0)).isEqualTo("run one in " + run);
    assertThat(lines.get(1)).isEqualTo("preparing " + folder.resolve("input"));
    int end = lines.size() - 6;
    assertThat(lines.get(end))
        .matches("done in \\d+:\\d\\d; run one of plane lies in " + run + ":");
    assertThat(lines.get(end + 1))
        .isEqualTo("  bundle/: encoder.zip and decoder.zip, the trained networks");
    assertThat(lines.get(end + 2))
        .matches("  metrics.json: mse [\\d.e+-]+, PCA's mse [\\d.e+-]+ on the test rows");
    assertThat(lines.get(end + 3)).isEqualTo("  encodings/: 200 codes of 2 numbers");
    assertThat(lines.get(end + 4)).isEqualTo("next, to turn the codes back into rows:");
    assertThat(lines.get(end + 5)).isEqualTo(next("decode"));
  }

  @Test
  void eachStageNamesTheNextUntilThereIsNone() {
    String[] more = {"--run-id", "one", "--set", "train.epochs=2"};
    assertThat(done("prepare", more).errors())
        .containsPattern("\n  prepared/: \\d+ test, \\d+ train, \\d+ valid rows\n")
        .endsWith("next, to train on it:\n" + next("train") + "\n");
    assertThat(done("train", more).errors())
        .endsWith("next, to measure it:\n" + next("evaluate") + "\n");
    assertThat(done("evaluate", more).errors())
        .endsWith("next, to write the codes of all rows:\n" + next("encode") + "\n");
    assertThat(done("encode", more).errors())
        .endsWith("next, to turn the codes back into rows:\n" + next("decode") + "\n");
    assertThat(done("decode", more).errors())
        .endsWith("  decoded/: 200 rows, in their original units\n");
    assertThat(done("predict", more).errors()).endsWith("  predictions/: 200 answers\n");
    Path output = folder.resolve("codes");
    String input = folder.resolve("input").toString();
    assertThat(
            done(
                    "encode",
                    "--run-id",
                    "one",
                    "--set",
                    "train.epochs=2",
                    "--input",
                    input,
                    "--output",
                    output.toString())
                .errors())
        .endsWith("  " + output + ": 200 codes of 2 numbers\n");
  }

  @Test
  void quietSaysNothingAndTheLastLineStays() {
    Outcome outcome = done("prepare", "-q");

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.summary().path("command").asText()).isEqualTo("prepare");
    assertThat(Commands.in(folder, "prepare", "--quiet", "--set", "encoder.code=0").errors())
        .contains("encoder.code: found 0");
  }
}
