package org.diabolo.rows.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReadFailureTest {
  private static final String SPARKS =
      "Encountered error while reading file file:///data/my%20part.parquet. Details:";

  @Test
  void fileAndInnermostCauseMakeOneLine() {
    Throwable failure =
        new RuntimeException(
            "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times",
            new RuntimeException(
                SPARKS + "\n\tat org.apache.spark",
                new IOException("wrapped", new IOException("the page is bad\nand more"))));

    assertThat(ReadFailure.line(failure))
        .contains("/data/my%20part.parquet cannot be read: the page is bad");
  }

  @Test
  void textOfAnExecutorsExceptionIsEnough() {
    Throwable failure =
        new RuntimeException(
            "Job aborted due to stage failure: Lost task 0.3 (host executor 1):"
                + " org.apache.spark.SparkException: "
                + SPARKS
                + "\n\tat a.b.C\nCaused by: java.io.IOException: wrapped\n\tat a.b.D"
                + "\nCaused by: java.io.EOFException: unexpected end of stream\n\t... 20 more");

    assertThat(ReadFailure.line(failure))
        .contains("/data/my%20part.parquet cannot be read: unexpected end of stream");
  }

  @Test
  void causeWithoutWordsIsNamed() {
    assertThat(ReadFailure.line(new RuntimeException(SPARKS, new NullPointerException())))
        .contains("/data/my%20part.parquet cannot be read: NullPointerException");
  }

  @Test
  void otherFailuresAreNotAboutFiles() {
    assertThat(ReadFailure.line(new IllegalStateException("File of dreams does not exist")))
        .isEmpty();
    assertThat(ReadFailure.line(new RuntimeException((String) null))).isEmpty();
  }
}
