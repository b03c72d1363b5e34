package org.diabolo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.diabolo.field.VectorField;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Networks;
import org.diabolo.network.UserGraphs;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.LogMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCheckTest {
  @TempDir Path folder;

  private JobSpec job(String... overrides) throws IOException {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: small
            data: {input: {path: nowhere}, key: id}
            source: {kind: vector, columns: [a, b, c]}
            encoder: {kind: mlp, layers: [4], code: 2}
            decoder: {kind: mlp, layers: [4]}
            """);
    return Jobs.read(job, List.of(overrides));
  }

  private static void check(JobSpec spec, long rows) {
    Networks networks = new Networks(spec, VectorField.unscaled(3), VectorField.unscaled(3));
    new TrainingCheck(LocalSpark.session(), spec).beforeRounds(networks, networks.joint(), rows);
  }

  @Test
  void replicasAreNoMoreThanRows() throws Exception {
    check(job("train.averaging.workers=60"), 60);
    check(job(), 1);
    JobSpec tooMany = job("train.averaging.workers=100000");
    assertThatThrownBy(() -> check(tooMany, 60))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "train.averaging.workers: found 100000, allowed: auto, or at most 60, as many as there"
                + " are rows to train on");
  }

  @Test
  void networksThatCannotFitAreToldBeforeRowsAreReadWhereTheJobSaysTheirWidth() throws Exception {
    // 2 times 3 * 2^20 + (2^20)^2, and biases: 2^40 and a few.
    JobSpec huge = job("encoder.layers=[1048576, 1048576]");
    TrainingCheck check = new TrainingCheck(LocalSpark.session(), huge);
    assertThatThrownBy(() -> check.beforeRows(UserGraphs.NONE))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith("encoder, decoder: the networks have 1,099,5")
        .hasMessageContaining(" parameters, of which no array of Java's holds more than");
    JobSpec unknown = job("source={kind: vector, column: v}", "encoder.layers=[1048576, 1048576]");
    assertThatCode(
            () -> new TrainingCheck(LocalSpark.session(), unknown).beforeRows(UserGraphs.NONE))
        .doesNotThrowAnyException();
  }

  @Test
  void codeThatMayCopyIsAWarning() throws Exception {
    assertThat(warnings("encoder.code=3"))
        .singleElement()
        .asString()
        .startsWith("encoder.code: 3 numbers stand for a source of 3");
    assertThat(warnings("encoder.code=2")).isEmpty();
    assertThat(warnings("encoder.code=3", "train.denoise=0.1")).isEmpty();
    assertThat(warnings("encoder.code=3", "target={kind: vector, columns: [a, b, d]}")).isEmpty();
  }

  private List<String> warnings(String... overrides) throws IOException {
    JobSpec spec = job(overrides);
    try (LogMessages warnings = new LogMessages(TrainingCheck.class, Level.WARN)) {
      check(spec, 10);
      return List.copyOf(warnings.messages());
    }
  }
}
