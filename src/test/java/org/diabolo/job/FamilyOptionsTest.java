package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of families that do not go together, told before anything is computed. */
class FamilyOptionsTest {
  @TempDir Path folder;

  private List<String> errors(String decoder) {
    return JobFiles.errors(folder, job(decoder));
  }

  private static String job(String decoder) {
    return """
        name: words
        data: {input: {path: rows}, key: id}
        source: {column: word, kind: text}
        target: {column: answer, kind: text}
        encoder: {kind: rnn}
        decoder: {%s}
        """
        .formatted(decoder);
  }

  @ParameterizedTest
  @CsvSource({"after, 6, 9", "between, 9, 6"})
  void headsMustDivideTheWidthOfTheLayerThatAttends(String attend, int first, int last) {
    String decoder = "kind: rnn, attention: multihead, attend: %s, layers: [%d, %d], heads: %d";
    assertThat(errors(decoder.formatted(attend, first, last, 2)))
        .containsExactly(
            "FILE: decoder.heads: found 2, allowed: a divisor of 9, the width of the layer that"
                + " attends");
    JobSpec spec = JobFiles.read(folder, job(decoder.formatted(attend, first, last, 3)));
    assertThat(((RnnSpec) spec.decoder().family()).heads()).isEqualTo(3);
  }

  @Test
  void headsByDefaultMustDivideItToo() {
    assertThat(errors("kind: rnn, attention: multihead, layers: [30]"))
        .containsExactly(
            "FILE: decoder.heads: found 4, allowed: a divisor of 30, the width of the layer that"
                + " attends");
  }

  @Test
  void widthsThatAreWrongThemselvesAreOneLine() {
    assertThat(errors("kind: rnn, attention: multihead, layers: [abc]")).hasSize(1);
    assertThat(errors("kind: rnn, attention: multihead, attend: between, layers: [8]"))
        .containsExactly(
            "FILE: decoder.attend: found \"between\", allowed: between needs at least two layers");
  }

  @Test
  void batchNormalisationWouldCountPaddingOfText() {
    assertThat(errors("kind: mlp, norm: batch"))
        .containsExactly(
            "FILE: decoder.norm: found batch, allowed: none | layer where an mlp decodes text (the"
                + " padding of a batch would count as much as its text)");
    JobFiles.read(folder, JobFiles.MINIMAL.replace("{kind: mlp}", "{kind: mlp, norm: batch}"));
  }

  @Test
  void aKernelMustReachFromStrideToStride() {
    String allowed = ", the stride (a smaller one leaves places out)";
    assertThat(convolutions("kernel: 1"))
        .containsExactly("FILE: encoder.kernel: found 1, allowed: at least 2" + allowed);
    assertThat(convolutions("stride: 4"))
        .as("the default kernel")
        .containsExactly("FILE: encoder.kernel: found 3, allowed: at least 4" + allowed);
    assertThat(convolutions("kernel: 0"))
        .containsExactly("FILE: encoder.kernel: found 0, allowed: a whole number from 1 to 64");
    JobFiles.read(folder, convolutional("kernel: 2, stride: 2"));
    JobFiles.read(folder, convolutional("kernel: 1, stride: 1"));
  }

  private List<String> convolutions(String options) {
    return JobFiles.errors(folder, convolutional(options));
  }

  private static String convolutional(String options) {
    return JobFiles.MINIMAL.replace(
        "encoder: {kind: mlp}", "encoder: {kind: cnn, %s}".formatted(options));
  }
}
