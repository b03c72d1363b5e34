package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"kind: rnn, attention: none", "kind: mlp", "kind: cnn"})
  void attentionThatIsNotThereCannotBeTold(String decoder) {
    assertThatThrownBy(() -> JobFiles.read(folder, textJob(decoder)))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining(
            "predict.attention: found true, allowed: false (only a decoder of text of kind rnn,"
                + " whose attention is not none, has weights to tell)");
  }

  @Test
  void attentionThatIsThereCanBeTold() {
    JobSpec spec = JobFiles.read(folder, textJob("kind: rnn, attention: dot"));
    assertThat(spec.prediction().attention()).isTrue();
  }

  private static String textJob(String decoder) {
    return """
        name: words
        data: {input: {path: rows}, key: id}
        source: {column: word, kind: text}
        target: {column: answer, kind: text}
        encoder: {kind: rnn}
        decoder: {%s}
        predict: {attention: true}
        """
        .formatted(decoder);
  }
}
