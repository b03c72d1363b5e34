package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.diabolo.testing.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobErrorsTest {
  @TempDir Path folder;

  @Test
  void allErrorsAreReportedAtOnceOneLineEach() {
    assertThat(
            JobFiles.errors(
                folder,
                """
                data:
                  input: {format: xml, path: rows}
                source: {column: pixels, kind: image, shape: [28, 28]}
                encoder: {kind: mlp, layers: [512, abc], code: 0, cod: 32}
                decoder: {kind: transformer}
                train:
                  epochs: -1
                  optimizer: {rate: 0}
                  averaging: {workers: many}
                encode: [label]
                """))
        .containsExactly(
            "FILE: name: missing, allowed: a text",
            "FILE: data.input.format: found \"xml\", allowed: parquet | orc | json | csv | binaryfile",
            "FILE: data.key: missing, allowed: a text",
            "FILE: source.shape: found [28,28], allowed: [height, width, channels]",
            "FILE: encoder.layers[1]: found \"abc\", allowed: a whole number from 1 to 1048576",
            "FILE: encoder.code: found 0, allowed: a whole number from 1 to 1048576",
            "FILE: encoder.cod: unknown key, did you mean code?"
                + " (known here: activation, code, dropout, embedding, kind, layers, norm, text)",
            "FILE: decoder.kind: found \"transformer\", allowed: mlp | cnn | rnn | user",
            "FILE: train.epochs: found -1, allowed: a whole number from 1 to 1000000",
            "FILE: train.optimizer.rate: found 0, allowed: a number above 0",
            "FILE: train.averaging.workers: found \"many\", allowed: auto,"
                + " or a whole number of at least 1",
            "FILE: encode: found [\"label\"], allowed: a mapping of keys to values");
  }

  @Test
  void messageIsTheLinesJoined() {
    Path file = JobFiles.write(folder, JobFiles.MINIMAL + "encodes: {}\ntrain: {epoch: 1}\n");

    assertThatThrownBy(() -> Jobs.read(file, List.of()))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            file
                + ": train.epoch: unknown key, did you mean epochs?"
                + " (known here: average_best, averaging, batch, checkpoints, clip, denoise, engine, epochs, label_smoothing, max_minutes, min_change, optimizer, patience, scheduled_sampling, seed, validate, weight_decay)\n"
                + file
                + ": encodes: unknown key, did you mean encode? (known here:"
                + " data, decoder, encode, encoder, evaluate, name, predict, retrain, source, target, train)");
  }

  @Test
  void nameMustBeFitForAFolder() {
    assertThat(errorsOf("name: small", "name: a/b"))
        .containsExactly(
            "FILE: name: found \"a/b\", allowed: letters, digits, dots, dashes and underscores,"
                + " at most 200 (it names a folder), the first a letter or digit");
    assertThat(errorsOf("name: small", "name: _registry")).hasSize(1);
    assertThat(errorsOf("name: small", "name: ..")).hasSize(1);
    assertThat(errorsOf("name: small", "name: " + "a".repeat(201))).hasSize(1);
    assertThat(JobFiles.read(folder, JobFiles.MINIMAL, "name=" + "a".repeat(200)).name())
        .hasSize(200);
  }

  @Test
  void layersThatAreNoListAreOneError() {
    assertThat(errorsOf("encoder: {kind: mlp}", "encoder: {kind: mlp, layers: 512}"))
        .containsExactly(
            "FILE: encoder.layers: found 512, allowed: a list,"
                + " each a whole number from 1 to 1048576");
  }

  @Test
  void dropoutOfEverythingIsAnError() {
    assertThat(errorsOf("decoder: {kind: mlp}", "decoder: {kind: mlp, dropout: 1}"))
        .containsExactly("FILE: decoder.dropout: found 1, allowed: a fraction from 0 to below 1");
  }

  @Test
  void testAndValidTogetherMustLeaveSomethingToTrainOn() {
    assertThat(errorsOf("  key: id\n", "  key: id\n  split: {test: 0.5, valid: 0.5}\n"))
        .containsExactly(
            "FILE: data.split: test 0.5 and valid 0.5 leave nothing to train on,"
                + " allowed: together below 1");
  }

  @Test
  void testThatFillsTheRestBesideTheDefaultValidIsNamedWithItsValue() {
    assertThat(errorsOf("  key: id\n", "  key: id\n  split: {test: 0.97}\n"))
        .singleElement()
        .asString()
        .contains("0.97")
        .doesNotContain("missing");
  }

  @Test
  void oneWrongNumberInAShapeIsOneLine() {
    assertThat(
            errorsOf(
                "{column: numbers, kind: vector}", "{column: p, kind: image, shape: [28, 0, 1]}"))
        .containsExactly("FILE: source.shape[1]: found 0, allowed: a whole number from 1 to 32768");
  }

  @Test
  void imageNeedsAShape() {
    assertThat(errorsOf("{column: numbers, kind: vector}", "{column: p, kind: image}"))
        .containsExactly("FILE: source.shape: missing, allowed: [height, width, channels]");
  }

  @Test
  void columnAndColumnsExcludeEachOther() {
    assertThat(errorsOf("{column: numbers, kind", "{column: numbers, columns: [a], kind"))
        .containsExactly(
            "FILE: source.column: found \"numbers\", allowed: only one of column and columns");
  }

  @Test
  void columnsMustBeAtLeastOneAndEachOnce() {
    String allowed = ", allowed: a list of at least one column, each once";
    assertThat(errorsOf("column: numbers", "columns: []"))
        .containsExactly("FILE: source.columns: found []" + allowed);
    assertThat(errorsOf("column: numbers", "columns: [a, b, a]"))
        .containsExactly("FILE: source.columns: found [\"a\",\"b\",\"a\"]" + allowed);
  }

  @Test
  void columnsThatAreNoListAreOneLine() {
    assertThat(errorsOf("column: numbers", "columns: numbers")).hasSize(1);
  }

  @Test
  void duplicateKeyIsOneLineWithItsPlace() {
    assertThat(JobFiles.errors(folder, "name: a\ndata: {}\nname: b\n"))
        .containsExactly("FILE: line 3: not valid YAML: the key name is there twice");
  }

  @Test
  void yamlSyntaxErrorIsOneLineThatSaysWhatWasFoundAndWhere() {
    List<String> tab = JobFiles.errors(folder, "name: a\ndata:\n\tkey: id\n");

    assertThat(tab).singleElement().asString().startsWith("FILE: line 3: not valid YAML: ");
    assertThat(tab.get(0)).contains("found character '\\t(TAB)'").doesNotContain("\n");
  }

  @Test
  void whatOtherRoomsFindComesAlongUnlessItsValueIsAStandIn() {
    JobCheck check =
        new JobCheck(
            List.of("encoder"), spec -> List.of("encoder.code: found " + spec.encoder().code()));
    JobText text = new JobText("FILE", JobFiles.MINIMAL);

    assertThatThrownBy(() -> JobSpec.read(text, List.of("train.epochs=0", "encoder.code=3"), check))
        .hasMessage(
            "--set train.epochs=0: train.epochs: found 0, allowed: a whole number from 1 to 1000000"
                + "\n--set encoder.code=3: encoder.code: found 3");
    assertThatThrownBy(() -> JobSpec.read(text, List.of("encoder.code=0"), check))
        .hasMessage(
            "--set encoder.code=0: encoder.code: found 0, allowed: a whole number from 1 to 1048576");
    JobCheck dear = new JobCheck(List.of(JobCheck.ALL), spec -> List.of("train: too dear"));
    assertThatThrownBy(() -> JobSpec.read(text, List.of("train.epochs=0"), dear))
        .hasMessage(
            "--set train.epochs=0: train.epochs: found 0, allowed: a whole number from 1 to"
                + " 1000000");
    assertThatThrownBy(() -> JobSpec.read(text, List.of(), dear))
        .hasMessage("FILE: train: too dear");
  }

  @Test
  void jobFileThatIsNoMappingIsAnError() {
    String line = "FILE: a job file is a mapping of keys to values";
    assertThat(JobFiles.errors(folder, "- name\n- data\n")).containsExactly(line);
    assertThat(JobFiles.errors(folder, "")).containsExactly(line);
  }

  private List<String> errorsOf(String part, String replacement) {
    assertThat(JobFiles.MINIMAL).contains(part);
    return JobFiles.errors(folder, JobFiles.MINIMAL.replace(part, replacement));
  }
}
