package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistakes on the command line, which end a bench before Spark is started. */
class BenchCommandTest {
  private static int bench(String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of("bench"));
    all.addAll(List.of(arguments));
    return Commands.execute(all);
  }

  @Test
  void badArgumentsEndWithTwo() {
    assertThat(bench("scaling", "--network", "10Gbps")).isEqualTo(2);
    assertThat(bench("scaling", "--workers", "2,0")).isEqualTo(2);
    assertThat(bench("scaling", "--outer", "sideways")).isEqualTo(2);
    assertThat(bench("rounds", "--rounds", "0")).isEqualTo(2);
    assertThat(bench("rounds", "--transfer", "fp8")).isEqualTo(2);
    assertThat(bench("executors", "--memory", "0")).isEqualTo(2);
    assertThat(bench("averaging", "--period", "0")).isEqualTo(2);
    assertThat(bench("engine", "--no-pytorch", "--cases", "gru")).isEqualTo(2);
    assertThat(bench("engine", "--repetitions", "0")).isEqualTo(2);
    assertThat(bench("engine", "--pytorch-blas", "mine")).isEqualTo(2);
    assertThat(bench("retrain", "--starts", "lukewarm")).isEqualTo(2);
    assertThat(bench("retrain", "--ways", "sideways")).isEqualTo(2);
    assertThat(bench("retrain", "--queries", "0")).isEqualTo(2);
    assertThat(bench("retrain", "--in-a-row", "-1")).isEqualTo(2);
    assertThat(bench("retrain", "jobs/none.yaml")).isEqualTo(2);
    assertThat(bench("nothing")).isEqualTo(2);
  }

  @Test
  void everyBenchTellsWhatItTakes() {
    for (String name :
        List.of("averaging", "rounds", "executors", "scaling", "engine", "retrain")) {
      assertThat(bench(name, "--help")).isZero();
    }
  }
}
