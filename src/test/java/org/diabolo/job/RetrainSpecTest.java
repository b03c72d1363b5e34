package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainSpecTest {
  @TempDir Path folder;

  private RetrainSpec retrain(String more) {
    return JobFiles.read(folder, JobFiles.MINIMAL + more).retraining();
  }

  @Test
  void oneCandidateBeginsColdUnlessTheJobSaysOtherwise() {
    assertThat(retrain("").start()).isEqualTo(RetrainSpec.Start.COLD);
    assertThat(retrain("retrain: {}\n")).isEqualTo(retrain(""));
    assertThat(retrain("").seeds()).isEqualTo(1);
    assertThat(retrain("").comparable()).isEqualTo(0.4);
    RetrainSpec asked = retrain("retrain: {start: warm, seeds: 3}\n");
    assertThat(asked.start()).isEqualTo(RetrainSpec.Start.WARM);
    assertThat(asked.seeds()).isEqualTo(3);
    assertThat(asked.codes()).isEqualTo(RetrainSpec.Codes.ANCHORED);
    assertThat(retrain("retrain: {codes: fresh}\n").codes()).isEqualTo(RetrainSpec.Codes.FRESH);
    assertThat(Json.tree(asked).path("start").asText()).isEqualTo("warm");
  }

  @Test
  void whatIsWrongIsTold() {
    assertThatThrownBy(
            () -> retrain("retrain: {start: hot, codes: rotten, seeds: 21, comparable: 4}\n"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("retrain.start: found \"hot\", allowed: cold | warm")
        .hasMessageContaining(
            "retrain.codes: found \"rotten\", allowed: anchored | aligned | fresh")
        .hasMessageContaining("retrain.seeds: found 21, allowed: a whole number from 1 to 20")
        .hasMessageContaining("retrain.comparable: found 4, allowed: a fraction from 0 to 1");
    assertThatThrownBy(
            () ->
                JobFiles.read(
                    folder, JobFiles.MINIMAL + "retrain: {seeds: 3}\n", "data.split.valid=0"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageEndingWith(
            ": data.split.valid: found 0, allowed: a fraction above 0 where retrain.seeds is 3 (the"
                + " best by validation is taken)");
  }
}
