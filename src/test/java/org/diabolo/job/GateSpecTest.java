package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.diabolo.job.GateSpec.TextError;
import org.diabolo.job.GateSpec.WhenUndecided;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateSpecTest {
  private static final GateSpec NUMBERS =
      new GateSpec(
          0.01,
          0,
          0.05,
          0.05,
          0.1,
          50,
          true,
          0.7,
          0.01,
          TextError.CHARACTER_ERROR_RATE,
          1000,
          WhenUndecided.KEEP);

  @TempDir Path folder;

  private GateSpec gate(String more) {
    return JobFiles.read(folder, JobFiles.MINIMAL + more).retraining().gate();
  }

  @Test
  void everyKeyHasItsDocumentedDefault() {
    assertThat(gate("")).isEqualTo(NUMBERS);
    assertThat(gate("retrain: {}\n")).isEqualTo(NUMBERS);
    assertThat(gate("retrain: {gate: {margin: 0.02}}\n").margin()).isEqualTo(0.02);
    assertThat(gate("target: {column: t, kind: text}\n").baseline()).isFalse();
    assertThat(gate("target: {column: t, kind: text}\nretrain: {gate: {baseline: true}}\n"))
        .isEqualTo(NUMBERS);
  }

  @Test
  void aJobThatSaysNothingIsKeptAsItWas() {
    assertThat(Json.line(JobFiles.read(folder, JobFiles.MINIMAL))).doesNotContain("retrain");
  }

  @Test
  void whatIsWrongIsTold() {
    assertThatThrownBy(
            () ->
                gate(
                    "retrain: {gate: {margn: 1, margin: -1, better_by: 1, draws: 3, text:"
                        + " exact_match, when_undecided: maybe}}\n"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("retrain.gate.margn: unknown key, did you mean margin?")
        .hasMessageContaining("retrain.gate.margin: found -1, allowed: a number of at least 0")
        .hasMessageContaining(
            "retrain.gate.better_by: found 1, allowed: a fraction from 0 to below 1")
        .hasMessageContaining(
            "retrain.gate.draws: found 3, allowed: a whole number from 100 to 100000")
        .hasMessageContaining(
            "retrain.gate.text: found \"exact_match\", allowed: none (the target is no text)")
        .hasMessageContaining(
            "retrain.gate.when_undecided: found \"maybe\", allowed: keep | promote");
  }
}
