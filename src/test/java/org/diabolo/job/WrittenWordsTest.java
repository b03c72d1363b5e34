package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and values are the user's, whatever YAML takes them for. */
class WrittenWordsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO",
        "007",
        "010",
        "1_000",
        "0x1F",
        "0b11",
        "1e3",
        "on",
        "y",
        "yes",
        "null",
        "~",
        "Null",
        "12:30:00",
        "0o17",
        "08",
        ".5",
        "+7",
        "1.0",
        "1.",
        "True",
        "2020-01-01",
        "-0",
        ".inf",
        ".nan",
        "2024-01-01T00:00:00Z",
        "123456789012345678901234567890",
        "1e400",
        "\"5\"",
        "'yes'"
      })
  void textIsWhatIsWritten(String word) throws Exception {
    String text = word.replaceAll("^[\"'](.*)[\"']$", "$1");
    String job =
        """
        name: small
        data:
          input: {path: %1$s, options: {nullValue: %1$s}}
          key: %1$s
          split: {column: side, test: [%1$s, other]}
        source: {columns: [%1$s, b], kind: vector}
        encoder: {kind: mlp}
        decoder: {kind: mlp}
        """
            .formatted(word);

    JobSpec spec = JobFiles.read(folder, job);

    assertThat(spec.data().key()).isEqualTo(text);
    assertThat(spec.data().input().path()).isEqualTo(text);
    assertThat(spec.data().input().options()).containsEntry("nullValue", text);
    assertThat(spec.data().split().testValues()).containsExactly(text, "other");
    assertThat(spec.source().columns()).containsExactly(text, "b");
    assertThat(
            JobFiles.read(
                    folder,
                    JobFiles.MINIMAL,
                    "data.key=" + word,
                    "data.split={column: side, test: [" + word + "]}")
                .data())
        .satisfies(data -> assertThat(data.key()).isEqualTo(text))
        .satisfies(data -> assertThat(data.split().testValues()).containsExactly(text));
    assertThat(new ObjectMapper().writeValueAsString(spec.data().split().testValues()))
        .as("as the manifest has it")
        .startsWith("[\"" + text);
  }

  @Test
  void nullOfAKeyThatHasADefaultIsNothing() {
    String job = JobFiles.MINIMAL + "target: null\nevaluate: {by: ~, metrics: }\n";

    JobSpec spec = JobFiles.read(folder, job, "data.split={by: null, test: }");

    assertThat(spec.autoencoder()).isTrue();
    assertThat(spec.evaluate().by()).isNull();
    assertThat(spec.data().split().by()).isEqualTo("id");
    assertThat(spec.data().split().test()).isEqualTo(0.1);
    assertThat(
            JobFiles.read(folder, JobFiles.MINIMAL, "data.split={by: \"null\"}")
                .data()
                .split()
                .by())
        .isEqualTo("null");
  }

  @Test
  void requiredKeyWithoutAnythingIsMissing() {
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL.replace("key: id", "key:")))
        .containsExactly("FILE: data.key: missing, allowed: a text");
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL, "data.key="))
        .containsExactly("--set data.key=: data.key: missing, allowed: a text");
  }

  @Test
  void numbersAndTruthValuesStayWhatTheyAre() {
    JobSpec spec =
        JobFiles.read(
            folder,
            JobFiles.MINIMAL + "train: {epochs: 1_000, optimizer: {rate: 1e-2}, seed: +7}\n",
            "encoder={kind: rnn, bidirectional: true, layers: [0x10]}");

    assertThat(spec.train().epochs()).isEqualTo(1000);
    assertThat(spec.train().optimizer().rate()).isEqualTo(0.01);
    assertThat(spec.train().seed()).isEqualTo(7);
    assertThat(((RnnSpec) spec.encoder().family()).layers()).containsExactly(16);
    assertThat(((RnnSpec) spec.encoder().family()).bidirectional()).isTrue();
  }

  @Test
  void numberThatIsOctalToSomeIsNone() {
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL + "train: {epochs: 010}\n"))
        .containsExactly(
            "FILE: train.epochs: found \"010\", allowed: a whole number from 1 to 1000000");
  }

  @Test
  void whatIsFoundIsToldAsItIsWritten() {
    assertThat(
            JobFiles.errors(
                folder,
                JobFiles.MINIMAL,
                "train={epochs: 1e3, seed: .inf}",
                "encoder={kind: mlp, norm: NO, layers: [0x0]}"))
        .containsExactly(
            "--set encoder={kind: mlp, norm: NO, layers: [0x0]}: encoder.layers[0]: found 0x0,"
                + " allowed: a whole number from 1 to 1048576",
            "--set encoder={kind: mlp, norm: NO, layers: [0x0]}: encoder.norm: found NO,"
                + " allowed: none | layer | batch",
            "--set train={epochs: 1e3, seed: .inf}: train.epochs: found 1e3,"
                + " allowed: a whole number from 1 to 1000000",
            "--set train={epochs: 1e3, seed: .inf}: train.seed: found \".inf\","
                + " allowed: a whole number of at least 0");
  }

  @Test
  void aliasIsACopyOfWhatItsAnchorNames() {
    String job =
        """
        name: &n small
        data: {input: {path: *n}, key: &key id, split: {column: &word NO, test: [*word, *key]}}
        source: &field {column: numbers, kind: vector}
        target: *field
        encoder: {kind: mlp, layers: &layers [8, 4]}
        decoder: {kind: mlp, layers: *layers}
        """;

    JobSpec spec = JobFiles.read(folder, job, "target.column=labels");

    assertThat(spec.data().input().path()).isEqualTo("small");
    assertThat(spec.data().split().column()).isEqualTo("NO");
    assertThat(spec.data().split().testValues()).containsExactly("NO", "id");
    assertThat(((MlpSpec) spec.decoder().family()).layers()).containsExactly(8, 4);
    // A copy: what is set in one is not set in the other.
    assertThat(spec.target().columns()).containsExactly("labels");
    assertThat(spec.source().columns()).containsExactly("numbers");
    assertThat(JobFiles.read(folder, JobFiles.MINIMAL, "data.input.path='*.csv'").data().input())
        .extracting(DataSpec.InputSpec::path)
        .isEqualTo("*.csv");
  }

  /** As https://yaml.org/type/merge.html has it. */
  @Test
  void mergedKeysGoBehindTheMappingsOwnAndEarlierOnesBeforeLater() {
    String job =
        JobFiles.MINIMAL.replace(
            "encoder: {kind: mlp}\ndecoder: {kind: mlp}\n",
            """
            encoder: &wide {kind: mlp, layers: [8], dropout: 0.5}
            decoder: {<<: [{kind: mlp, layers: [4]}, *wide], dropout: 0.25}
            """);

    MlpSpec decoder = (MlpSpec) JobFiles.read(folder, job).decoder().family();

    assertThat(decoder.layers()).containsExactly(4);
    assertThat(decoder.dropout()).isEqualTo(0.25);
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL + "train: {<<: 3}\n"))
        .containsExactly(
            "FILE: line 8: not valid YAML: << merges a mapping or a list of mappings, and this is"
                + " neither");
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL + "train: {\"<<\": {}}\n"))
        .singleElement()
        .asString()
        .startsWith("FILE: train.<<: unknown key");
  }

  @Test
  void aliasWithoutAnEndOrAnAnchorIsAnError() {
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL, "data.key=*id"))
        .containsExactly(
            "--set data.key=*id: the value is not valid YAML: found undefined alias id (an alias"
                + " needs its anchor, &name, above it; quote it where it is a text)");
    assertThat(JobFiles.errors(folder, "name: small\ndata: &d\n  input: *d\n"))
        .containsExactly("FILE: line 2: not valid YAML: an alias stands within what it names");
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 20; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(JobFiles.errors(folder, bomb.toString()))
        .singleElement()
        .asString()
        .contains("not valid YAML: aliases make more than 100000 values of it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!secret", "!!binary", "!!set", "!!java.net.URL"})
  void tagThatMeansNothingHereIsRefused(String tag) {
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL.replace("key: id", "key: " + tag + " id")))
        .containsExactly(
            "FILE: line 4: not valid YAML: the tag "
                + tag
                + " means nothing here: leave it out, or quote what begins with it");
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL, "train=" + tag + " {epochs: 1}"))
        .singleElement()
        .asString()
        .contains("the tag " + tag + " means nothing here");
  }

  @Test
  void tagsOfYamlsOwnMeanWhatTheyDo() {
    JobSpec spec =
        JobFiles.read(
            folder, JobFiles.MINIMAL, "data.key=!!str 5", "train=!!map {epochs: !!int 3}");

    assertThat(spec.data().key()).isEqualTo("5");
    assertThat(spec.train().epochs()).isEqualTo(3);
  }

  @Test
  void secondDocumentIsNotPassedOver() {
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL + "---\nname: other\n"))
        .containsExactly("FILE: line 9: not valid YAML: there is more than one document");
    assertThat(JobFiles.read(folder, "---\n" + JobFiles.MINIMAL + "...\n").name())
        .isEqualTo("small");
  }
}
