package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictSpecTest {
  @TempDir Path folder;

  @Test
  void aJobThatSaysNothingHasNoSectionButSettings() {
    JobSpec spec = JobFiles.read(folder, JobFiles.MINIMAL);
    assertThat(spec.predict()).isNull();
    assertThat(spec.prediction()).isEqualTo(new PredictSpec(5, 1, 0.6, 0, false, List.of()));
  }

  @Test
  void anEmptySectionHasTheDefaults() {
    JobSpec spec = JobFiles.read(folder, JobFiles.MINIMAL + "\npredict: {}\n");
    assertThat(spec.predict()).isEqualTo(PredictSpec.DEFAULT);
  }

  @Test
  void columnsOfOurOwnAreRefused() {
    assertThatThrownBy(
            () ->
                JobFiles.read(
                    folder, JobFiles.MINIMAL + "\npredict: {columns: [Score, id, colour]}\n"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("predict.columns: Score is a column that predictions have anyway")
        .hasMessageContaining("predict.columns: id is the key, which predictions have anyway")
        .hasMessageNotContaining("colour");
  }
}
