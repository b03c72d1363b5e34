package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that would be ignored are complained of, each with its reason. */
class WithoutEffectTest {
  @TempDir Path folder;

  private static String job(String source, String target, String encoder, String decoder) {
    return """
        name: small
        data: {input: {path: rows}, key: id}
        source: {column: a, kind: %s}
        target: {column: b, kind: %s}
        encoder: {%s}
        decoder: {%s}
        """
        .formatted(source, target, encoder, decoder);
  }

  /** As {@code --set} gives it, so that the line names that. */
  private void refused(String job, String option, String found, String why) {
    JobFiles.read(folder, job);
    String key = option.substring(0, option.indexOf('='));
    assertThat(JobFiles.errors(folder, job, option))
        .containsExactly(
            "--set %s: %s: found %s, allowed: none (%s)".formatted(option, key, found, why));
  }

  @ParameterizedTest
  @CsvSource({"text, mlp", "text, cnn", "vector, rnn", "vector, mlp"})
  void ownGuessesAreForDecodersThatAreGivenTokens(String target, String decoder) {
    refused(
        job("vector", target, "kind: mlp", "kind: " + decoder),
        "train.scheduled_sampling={most: 0.5}",
        "{\"most\":0.5}",
        "only a decoder of text of kind rnn is given tokens, which its guesses could replace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind: rnn", "kind: user, path: graph.json"})
  void ownGuessesOfDecodersThatAreGivenTokens(String decoder) {
    JobFiles.read(
        folder,
        job("vector", "text", "kind: mlp", decoder),
        "train.scheduled_sampling={most: 0.5}",
        "train.label_smoothing=0.1",
        "evaluate.by=c",
        "predict={beam: 3, n_best: 2, length_penalty: 1, max_length: 7}");
  }

  @ParameterizedTest
  @CsvSource({
    "train.label_smoothing=0.1, 0.1, the target is no text",
    "predict.beam=1, 1, 'the target is no text, so nothing is searched for'",
    "predict.n_best=1, 1, 'the target is no text, so nothing is searched for'",
    "predict.length_penalty=0, 0, 'the target is no text, so nothing is searched for'",
    "predict.max_length=9, 9, 'the target is no text, so nothing is searched for'",
    "decoder.embedding=9, 9, the target is no text",
  })
  void ofTargetsOfNumbers(String option, String found, String why) {
    refused(job("text", "vector", "kind: mlp", "kind: mlp"), option, found, why);
  }

  @ParameterizedTest
  @CsvSource({"mlp, text=bag, '\"bag\"'", "mlp, embedding=8, 8", "rnn, embedding=8, 8"})
  void ofSourcesOfNumbers(String kind, String option, String found) {
    refused(
        job("vector", "text", "kind: " + kind, "kind: rnn"),
        "encoder." + option,
        found,
        "the source is no text");
    JobFiles.read(folder, job("text", "text", "kind: " + kind, "kind: rnn"), "encoder." + option);
  }

  @Test
  void ofDecodersThatDoNotAttend() {
    String none = job("text", "text", "kind: rnn", "kind: rnn");
    refused(none, "decoder.attend=between", "\"between\"", "the decoder's attention is none");
    refused(none, "decoder.heads=4", "4", "only attention of kind multihead has them");
    refused(
        job("text", "text", "kind: rnn", "kind: rnn, attention: dot"),
        "decoder.heads=4",
        "4",
        "only attention of kind multihead has them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optimizer | schedule: cosine | step_epochs=3 | 3 | only schedule step has it",
        "optimizer | schedule: cosine | step_factor=0.1 | 0.1 | only schedule step has it",
        "optimizer | schedule: cosine | decay=0.2 | 0.2 | only schedule trapezoid has it",
        "optimizer | rate: 0.1 | step_epochs=3 | 3 | only schedule step has it",
        "averaging | outer: plain | outer_momentum=0.5 | 0.5 | the outer step is plain",
        "averaging | outer: plain | outer_rate=1 | 1 | the outer step is plain",
        "averaging | outer: plain | outer_warmup=0 | 0 | the outer step is plain",
        "averaging | workers: 1 | outer_momentum=0.5 | 0.5 | the outer step is plain",
        "averaging | period: 50 | overhead=0.1 | 0.1 | the period is given, not measured",
      })
  void ofOtherSchedulesAndRounds(
      String section, String rest, String option, String found, String why) {
    refused(
        JobFiles.MINIMAL + "train: {%s: {%s}}\n".formatted(section, rest),
        "train.%s.%s".formatted(section, option),
        found,
        why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train.validate={rounds: 5} | {\"rounds\":5}",
        "train.patience=5 | 5",
        "train.min_change=0 | 0",
        "train.average_best=2 | 2",
      })
  void ofValidationWithoutRows(String option, String found) {
    refused(
        JobFiles.MINIMAL.replace("key: id", "key: id\n  split: {valid: 0}"),
        option,
        found,
        "data.split.valid is 0, so nothing is validated");
  }

  @Test
  void ofWhatIsNotThere() {
    refused(JobFiles.MINIMAL, "retrain.gate.slice_margin=0.2", "0.2", "there is no evaluate.by");
    refused(
        JobFiles.MINIMAL + "train: {checkpoints: {minutes: 0}}\n",
        "train.checkpoints.keep=3",
        "3",
        "rounds and minutes are 0, so there are no checkpoints");
    String linear = job("vector", "vector", "kind: mlp, layers: []", "kind: mlp, layers: []");
    refused(linear, "encoder.activation=gelu", "\"gelu\"", "there are no hidden layers");
    refused(linear, "decoder.dropout=0.1", "0.1", "there are no hidden layers");
    refused(linear, "decoder.norm=layer", "\"layer\"", "there are no hidden layers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train.optimizer={schedule: step, step_epochs: 2, step_factor: 0.1}",
        "train.optimizer={decay: 0.2}",
        "train.averaging={outer_rate: 0.9, outer_momentum: 0.4, outer_warmup: 2, overhead: 0.1}",
        "train.averaging={workers: 1, outer: nesterov, outer_momentum: 0.4}",
        "train.checkpoints={minutes: 0, rounds: 9, keep: 3}",
        "train={patience: 3, min_change: 0.1, average_best: 2, validate: {rounds: 7}}",
        "decoder={kind: mlp, layers: [], dropout: 0, norm: none}",
        "retrain.gate.slice_margin=0.2",
      })
  void ofWhatIsThere(String option) {
    JobFiles.read(folder, JobFiles.MINIMAL + "evaluate: {by: c}\n", option);
  }

  @Test
  void stepsOfNumbersHaveAWidth() {
    JobSpec spec =
        JobFiles.read(
            folder, job("vector", "vector", "kind: rnn", "kind: rnn"), "decoder.embedding=9");
    assertThat(((RnnSpec) spec.decoder().family()).embedding()).isEqualTo(9);
  }

  @Test
  void askingForNothingIsNoMistake() {
    JobSpec spec =
        JobFiles.read(
            folder,
            JobFiles.MINIMAL,
            "train.label_smoothing=0",
            "train.scheduled_sampling={most: 0}",
            "predict.attention=false",
            "predict.columns=[c]");
    assertThat(spec.train().regularization()).extracting("labelSmoothing").isEqualTo(0.0);
  }

  @Test
  void whatHasNoMeaningYetIsNotJudged() {
    String job = job("vector", "vector", "kind: mlp", "kind: rnn, heads: 4, attention: dott");
    assertThat(JobFiles.errors(folder, job))
        .containsExactly(
            "FILE: decoder.attention: found \"dott\", allowed: none | dot | multihead");
    assertThat(
            JobFiles.errors(folder, job("vector", "txt", "kind: mlp", "kind: mlp, embedding: 4")))
        .containsExactly("FILE: target.kind: found \"txt\", allowed: vector | image | text");
  }
}
