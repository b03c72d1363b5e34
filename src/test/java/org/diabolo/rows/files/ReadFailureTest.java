package org.diabolo.rows.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.spark.SparkException;
import org.apache.spark.sql.errors.QueryExecutionErrors;
import org.junit.jupiter.api.Test;

class ReadFailureTest {
  private static final String FILE = "file:///data/my%20part.parquet";

  private static Throwable aborted(Throwable cause) {
    return new SparkException(
        "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times", cause);
  }

  @Test
  void fileAndInnermostCauseMakeOneLine() {
    Throwable cause = new IOException("wrapped", new IOException("the page is bad\nand more"));

    assertThat(ReadFailure.line(aborted(QueryExecutionErrors.cannotReadFilesError(cause, FILE))))
        .contains("/data/my%20part.parquet cannot be read: the page is bad");
  }

  @Test
  void causeWithoutWordsIsNamed() {
    assertThat(
            ReadFailure.line(
                QueryExecutionErrors.cannotReadFilesError(new NullPointerException(), FILE)))
        .contains("/data/my%20part.parquet cannot be read: NullPointerException");
  }

  @Test
  void fileThatVanishedAndColumnOfAnotherTypeAreNamed() {
    assertThat(
            ReadFailure.line(
                aborted(
                    QueryExecutionErrors.readCurrentFileNotFoundError(
                        new FileNotFoundException("File file:/data/x does not exist")))))
        .contains("File file:/data/x does not exist");
    assertThat(
            ReadFailure.line(
                QueryExecutionErrors.unsupportedSchemaColumnConvertError(
                    "file:///data/x", "[a]", "double", "INT32", new IOException())))
        .contains("/data/x: column [a] is INT32 there, and double in other files");
  }

  @Test
  void wordsAloneAreNoFailureOfAFile() {
    assertThat(
            ReadFailure.line(
                new IllegalStateException(
                    "Encountered error while reading file file:///data/x. Details:")))
        .isEmpty();
    assertThat(ReadFailure.line(new RuntimeException((String) null))).isEmpty();
  }

  @Test
  void tasksThatDiedSayNothingOfTheirFiles() {
    assertThat(ReadFailure.isOfTasks(new SparkException("Job aborted due to stage failure")))
        .isTrue();
    assertThat(ReadFailure.isOfTasks(aborted(new OutOfMemoryError()))).isTrue();
    assertThat(ReadFailure.isOfTasks(aborted(new IOException("bad")))).isFalse();
  }
}
