package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.SparkException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
  /** As Spark 3.5 has them in {@code DAGScheduler} and {@code SparkContext}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Job 7 cancelled because SparkContext was shut down",
        "Cannot call methods on a stopped SparkContext.\nThis stopped SparkContext was created at:"
      })
  void whatWasStoppedIsNoFailure(String message) {
    PrintStream before = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    int code;
    try {
      Exception failure = new IllegalStateException(new SparkException(message));
      code = new Failures().handleExecutionException(failure, null, null);
    } finally {
      System.setErr(before);
    }
    assertThat(code).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .isEqualTo("stopped; the same --run-id goes on with the stage that was under way\n");
  }
}
