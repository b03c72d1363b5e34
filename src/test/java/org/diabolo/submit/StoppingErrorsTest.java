package org.diabolo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class StoppingErrorsTest {
  @Test
  void leavesOutNothingButRejectedAnswers() {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      StoppingErrors.during(
          () -> {
            System.err.println("before");
            new RejectedExecutionException("shut down").printStackTrace();
            new IllegalStateException("another").printStackTrace();
          });
      System.err.println("after");
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("before\njava.lang.IllegalStateException: another\n\tat ")
        .endsWith("\nafter\n")
        .doesNotContain("RejectedExecution");
  }
}
