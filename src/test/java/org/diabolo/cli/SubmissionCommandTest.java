package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobText;
import org.diabolo.submit.DataUri;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

class SubmissionCommandTest {
  @TempDir Path folder;
  private String job;
  private String uri;

  @BeforeEach
  void writeJob() throws Exception {
    String yaml = Tables.job(folder.resolve("input"));
    job = Files.writeString(folder.resolve("job.yaml"), yaml).toString();
    uri = DataUri.of(new JobText(job, yaml));
  }

  private static List<String> prepared(String... arguments) {
    return SubmissionCommand.prepared(List.of(arguments));
  }

  @Test
  void jobFileGoesWithinTheArgumentsAndTheRunGetsAName() {
    List<String> prepared = prepared("run", "--set", "train.epochs=2", job, "--workspace", "w");

    assertThat(prepared)
        .hasSize(8)
        .startsWith("run", "--set", "train.epochs=2", uri, "--workspace", "w", "--run-id");
    assertThat(prepared.get(7)).matches("\\d{8}T\\d{6}Z-[0-9a-f]{8}");
  }

  @Test
  void onlyTheJobFileIsReplaced() {
    assertThat(prepared("encode", "--input", job, job, "--output", job))
        .containsExactly("encode", "--input", job, uri, "--output", job);
  }

  @Test
  void jobFileThatTheDriverFindsStaysWhereItIs() {
    assertThat(prepared("run", "hdfs://namenode.invalid/job.yaml", "--run-id", "one"))
        .containsExactly("run", "hdfs://namenode.invalid/job.yaml", "--run-id", "one");
  }

  @Test
  void runThatHasANameKeepsIt() {
    assertThat(prepared("run", job, "--run-id", "one"))
        .containsExactly("run", uri, "--run-id", "one");
  }

  @Test
  void commandsThatWorkOnTheNewestRunAndBenchesStayAsTheyAre() {
    assertThat(prepared("train", job)).containsExactly("train", uri);
    assertThat(prepared("bench", "rounds", "--rounds", "3"))
        .containsExactly("bench", "rounds", "--rounds", "3");
  }

  private static void with(Map<String, String> properties, Executable work) throws Throwable {
    properties.forEach(System::setProperty);
    try {
      work.execute();
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  @Test
  void placesThatOnlyThisMachineSeesAreRefused() throws Throwable {
    with(
        Map.of("spark.master", "spark://host:7077", "spark.submit.deployMode", "cluster"),
        () -> {
          assertThatThrownBy(() -> prepared("run", job))
              .isInstanceOf(InvalidJobException.class)
              .hasMessageContaining("--workspace runs: is on this machine's disk")
              .hasMessageContaining("data.input.path " + folder + "/input: is on this machine's");
          assertThatThrownBy(() -> prepared("run", "hdfs://namenode.invalid/job.yaml"))
              .hasMessageStartingWith("--workspace runs: is on this machine's disk");
          assertThatThrownBy(() -> prepared("bench", "encode"))
              .hasMessageStartingWith("--workspace bench-encode: is on this machine's disk");
          assertThatThrownBy(
                  () -> prepared("decode", job, "--workspace", "s3a://b/c", "--picture", "p.png"))
              .hasMessageContaining("--picture p.png: is a path on the disk of whichever machine");
        });
    with(
        Map.of(
            "spark.master", "yarn",
            "spark.submit.deployMode", "cluster",
            "spark.hadoop.fs.defaultFS", "hdfs://namenode.invalid:8020"),
        () -> assertThat(prepared("encode", job)).containsExactly("encode", uri));
  }

  @ParameterizedTest
  @CsvSource({
    "encode JOB --input in, --input and --output: allowed: both or neither",
    "predict JOB --text a --output out, --text and --output: allowed: one of them",
    "run JOB --run-id a/b, '--run-id a/b: allowed: letters, digits'",
    "predict hdfs://namenode.invalid/job.yaml --input in, --input in: needs --output DIR"
  })
  void optionsThatDoNotGoTogetherAreRefused(String line, String complaint) {
    assertThatThrownBy(() -> prepared(line.replace("JOB", job).split(" ")))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith(complaint);
  }

  /** 131,072 bytes with the NUL are the most that Linux takes. */
  @Test
  void jobFileThatIsTooLongForACommandLineIsRefused() throws Exception {
    String yaml = Files.readString(Path.of(job));
    int about = 3 * (131_072 - uri.length()) / 4;
    Files.writeString(Path.of(job), yaml + "#".repeat(about - 6));
    assertThat(prepared("train", job).get(1)).hasSizeBetween(131_050, 131_071);

    Files.writeString(Path.of(job), yaml + "#".repeat(about + 6));
    assertThatThrownBy(() -> prepared("train", job))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith(job + ": found 9")
        .hasMessageContaining("KB, allowed in cluster mode: about 95 KB");
  }

  @Test
  void mistakesAreToldBeforeAnythingIsSubmitted() {
    assertThatThrownBy(() -> prepared("run", job, "--set", "train.epoch=2"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("train.epoch: unknown key, did you mean epochs?");
    assertThatThrownBy(() -> prepared("run", job, "--epochs", "2"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("Unknown options: '--epochs', '2'");
    assertThat(Diabolo.execute("submission", "--", "run", job, "--epochs", "2")).isEqualTo(2);
  }
}
