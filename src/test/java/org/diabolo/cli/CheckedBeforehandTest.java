package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.submit.Masters;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the job alone tells is told before any work: there is no input here, and no run after. */
class CheckedBeforehandTest {
  private static final String GRAPH = "src/test/resources/user/dense-encoder.json";

  @TempDir Path folder;

  @BeforeEach
  void writeJob() throws Exception {
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
  }

  private Outcome refused(String... arguments) {
    Outcome outcome = Commands.in(folder, "run", arguments);
    assertThat(outcome.code()).as(outcome.errors()).isEqualTo(2);
    assertThat(outcome.errors()).doesNotContain("\tat ", "Exception");
    assertThat(folder.resolve("runs")).doesNotExist();
    return outcome;
  }

  @Test
  void allMistakesComeAtOnce() {
    Path file = folder.resolve("job.yaml");
    Outcome outcome =
        refused(
            "--set",
            "evaluate.metrics=[bleu]",
            "--set",
            "evaluate.baselines=[copy]",
            "--set",
            "encode.columns=[code]",
            "--set",
            "encoder={kind: user, path: ., code: 2}",
            "--set",
            "decoder={kind: user, path: " + file + "}",
            "--run-id",
            "a/b",
            "--master",
            "local[x]");

    assertThat(outcome.errors().lines())
        .hasSize(7)
        .contains(
            "--run-id a/b: allowed: letters, digits, dots, dashes and underscores, at most 200 (it"
                + " names a folder), the first a letter or digit",
            "--set encode.columns=[code]: encode.columns: code is a column that encodings have"
                + " anyway",
            "--set evaluate.metrics=[bleu]: evaluate.metrics: found bleu, allowed: none (of numbers"
                + " all are told)",
            "--set evaluate.baselines=[copy]: evaluate.baselines: found copy, allowed: none of"
                + " numbers",
            "--master: found local[x], allowed: local, local[N], local[*], local-cluster[N,CORES,MB],"
                + " spark://HOST:PORT, yarn, k8s://https://HOST:PORT")
        .anyMatch(line -> line.endsWith(": encoder.path: found ., a folder, allowed: a file"))
        .anyMatch(line -> line.contains(": decoder.path: found " + file + ", which is not"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo",
        "local[0]",
        "local[",
        "local-cluster[1,1]",
        "spark://host",
        "spark://",
        "http://h:1"
      })
  void masterThatIsNoneIsToldAlone(String master) {
    assertThat(refused("--master", master).errors().lines())
        .singleElement()
        .asString()
        .startsWith("--master: found " + master + ", allowed: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[2]", "local[ * ]", "local[4,3]", "spark://a:1,b:2"})
  void mastersOfSparkAre(String master) {
    Masters.require(master);
  }

  @ParameterizedTest
  @CsvSource({
    "vertexInputs, holds a vertex hidden without inputs (vertexInputs)",
    "networkInputs, holds no graph of DL4J's",
    "vertices, holds no graph of DL4J's"
  })
  void graphThatLacksAPartIsTold(String part, String complaint) throws Exception {
    var mapper = new com.fasterxml.jackson.databind.ObjectMapper();
    var graph = mapper.readTree(Path.of(GRAPH).toFile());
    ((com.fasterxml.jackson.databind.node.ObjectNode) graph).remove(part);
    Path file = Files.writeString(folder.resolve("graph.json"), graph.toString());
    String encoder = "encoder={kind: user, path: " + file + ", code: 6}";

    assertThat(refused("--set", encoder).errors().lines())
        .containsExactly(
            "--set " + encoder + ": encoder.path: found " + file + ", which " + complaint);
  }

  @Test
  void graphOfPartsThatDoNotMeetIsTold() throws Exception {
    String graph =
        Files.readString(Path.of(GRAPH))
            .replace("\"hidden\" : [ \"source\" ]", "\"hidden\" : [ \"nobody\" ]");
    Path file = Files.writeString(folder.resolve("graph.json"), graph);

    assertThat(refused("--set", "encoder={kind: user, path: " + file + ", code: 6}").errors())
        .contains("which holds a graph in which ")
        .contains(" nobody, which is not there");
  }

  @Test
  void relativePathsAreRead() {
    // A name alone has no folder; this one is there, and is no graph.
    assertThat(refused("--set", "encoder={kind: user, path: pom.xml, code: 6}").errors())
        .contains("encoder.path: found pom.xml, which is not the JSON of a DL4J graph");
    assertThat(refused("--set", "encoder={kind: user, path: no.json, code: 6}").errors())
        .contains("encoder.path: found no.json, allowed: a file that is there (this one is not)");
    // Read, and compared with the width that the job tells.
    assertThat(
            refused(
                    "--set",
                    "encoder={kind: user, path: " + GRAPH + ", code: 6}",
                    "--set",
                    "source={kind: vector, columns: [a, b]}")
                .errors())
        .contains("what takes 2 numbers (the source's)");
  }

  @Test
  void familyThatDoesNotFitItsFieldIsTold() {
    assertThat(
            refused(
                    "--set",
                    "encoder={kind: user, path: " + GRAPH + ", code: 7}",
                    "--set",
                    "source={kind: vector, columns: [a, b, c, d, e, f]}")
                .errors())
        .contains("encoder.path: found");
  }

  @Test
  void workspaceMustBeAFolderOnThePath() throws Exception {
    Path file = Files.writeString(folder.resolve("runs"), "");

    Outcome outcome = Commands.in(folder, "run");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.errors().lines())
        .containsExactly(
            "--workspace " + file + ": cannot be written: is a file, not a folder: " + file);
  }

  @Test
  void pathsThatAreNoneAreToldWithAWayOut() {
    String here = Path.of("").toAbsolutePath().toString();
    assertThat(refused("--set", "data.input.path=file:rows").errors().lines())
        .containsExactly(
            "data.input.path file:rows: is no path (what stands before the colon is taken for a kind"
                + " of file system, whose paths begin with /: say "
                + here
                + "/rows)");
    assertThat(refused("--set", "data.input.path=2024:rows").errors())
        .contains("say " + here + "/2024:rows)");
    assertThat(refused("--set", "data.input.path=nowhere://a/b").errors())
        .contains("data.input.path nowhere://a/b: No FileSystem for scheme \"nowhere\"");
  }
}
