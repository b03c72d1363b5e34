package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By a validator that is not ours, which reads YAML as editors do. */
class JobSchemaTest {
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final JsonSchema SCHEMA = FACTORY.getSchema(JobSchema.tree());
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir Path folder;

  private static List<String> errors(String yaml) throws IOException {
    JsonNode tree = YAML.readTree(yaml);
    return SCHEMA.validate(tree).stream().map(ValidationMessage::getMessage).toList();
  }

  @Test
  void itIsASchema() {
    assertThat(FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012)).validate(JobSchema.tree()))
        .isEmpty();
  }

  @Test
  void shippedJobsNameTheSchemaAndKeepToIt() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(Path.of("jobs"))) {
      files = found.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String yaml = Files.readString(file);
      assertThat(yaml.lines().findFirst())
          .as(file.toString())
          .contains("# yaml-language-server: $schema=schema.json");
      assertThat(errors(yaml)).as(file.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train: {epoch: 3}",
        "train: {epochs: 0}",
        "train: {epochs: many}",
        "train: {optimizer: {rate: 0}}",
        "train: {optimizer: {schedule: linear}}",
        "train: {averaging: {workers: some}}",
        "train: {batch: {rows: 3}}",
        "train: {batch: {examples: 3, tokens: 4}}",
        "train: {seed: -1}",
        "target: {kind: vector, column: a, columns: [b]}",
        "target: {kind: vector}",
        "target: {kind: image, column: a, shape: [28, 28]}",
        "target: {kind: text, column: a, tokens: letters}",
        "target: {kind: sound, column: a}",
        "encode: [label]",
        "encode: {columns: label}",
        "encode: {input: {format: csv}}",
        "evaluate: {splits: [holdout]}",
        "predict: {attention: 1}",
        "retrain: {when: never}",
        "retrain: {when: {new_rows: 0}}",
        "retrain: {gate: {draws: 5}}",
        "encodes: {}",
      })
  void bothRefuseWhatIsWrong(String wrong) throws IOException {
    String yaml = JobFiles.MINIMAL + wrong + "\n";

    assertThat(errors(yaml)).isNotEmpty();
    assertThat(JobFiles.errors(folder, yaml)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train: ~",
        "train: {epochs: ~, seed: 9223372036854775807, averaging: {workers: auto, period: 3}}",
        "train: {batch: 3, validate: {rounds: 7}, optimizer: {rate: 0.1, warmup_epochs: 0}}",
        "train: {batch: {tokens: 3}}",
        "target: {kind: vector, columns: [a, 7, true], scale: none}",
        "target: {kind: image, column: a, shape: [28, 28, 1], content: file}",
        "encode: {input: {path: other, format: csv, options: {header: true, sep: ' '}}}",
        "evaluate: {splits: [train]}",
        "retrain: {when: drift}",
        "retrain: {when: {new_rows: 0.1}, gate: {baseline: false}}",
      })
  void bothTakeWhatIsRight(String right) throws IOException {
    String yaml = JobFiles.MINIMAL + right + "\n";

    assertThat(errors(yaml)).isEmpty();
    JobFiles.read(folder, yaml);
  }

  @Test
  void eachKindHasItsOwnKeys() throws IOException {
    String convolutions = JobFiles.MINIMAL.replace("encoder: {kind: mlp}", "encoder: {kind: cnn}");
    assertThat(errors(convolutions)).isEmpty();
    assertThat(errors(convolutions.replace("cnn}", "cnn, layers: [3]}"))).isNotEmpty();
    assertThat(errors(convolutions.replace("cnn}", "cnn, norm: layer}"))).isNotEmpty();
    assertThat(errors(convolutions.replace("cnn}", "cnn, growth: upsampling}"))).isNotEmpty();
    assertThat(errors(JobFiles.MINIMAL.replace("name: small", "name: a/b"))).isNotEmpty();
    assertThat(errors(JobFiles.MINIMAL.replace("  key: id\n", ""))).isNotEmpty();
    assertThat(errors(JobFiles.MINIMAL.replace("  key: id\n", "  key:\n"))).isNotEmpty();
  }
}
