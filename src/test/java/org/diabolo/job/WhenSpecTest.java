package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhenSpecTest {
  @TempDir Path folder;

  private WhenSpec when(String value) {
    return JobFiles.read(folder, JobFiles.MINIMAL + "retrain: {when: " + value + "}\n")
        .retraining()
        .when();
  }

  @Test
  void eachOfTheThreeIsRead() {
    assertThat(JobFiles.read(folder, JobFiles.MINIMAL).retraining().when())
        .isEqualTo(when("always"))
        .isEqualTo(new WhenSpec(WhenSpec.Kind.ALWAYS, 0));
    assertThat(when("drift")).isEqualTo(new WhenSpec(WhenSpec.Kind.DRIFT, 0));
    assertThat(when("{new_rows: 0.05}")).isEqualTo(new WhenSpec(WhenSpec.Kind.NEW_ROWS, 0.05));
    assertThat(Json.read(Json.line(when("drift")), WhenSpec.class)).isEqualTo(when("drift"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "never | retrain.when: found \"never\", allowed: always, drift or {new_rows: a fraction above 0 to 1}",
        "{new_rows: 0} | retrain.when.new_rows: found 0, allowed: a fraction above 0 to 1",
        "{new_rows: 5} | retrain.when.new_rows: found 5, allowed: a fraction above 0 to 1",
        "{} | retrain.when.new_rows: missing, allowed: a fraction above 0 to 1",
        "{rows: 0.1} | retrain.when.rows: unknown key",
      })
  void anythingElseIsTold(String value, String message) {
    assertThatThrownBy(() -> when(value))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining(message);
  }
}
