package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobText;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    assertThat(prepared.get(7)).matches("\\d{8}T\\d{6}Z-[0-9a-f]{4}");
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
