package org.diabolo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.store.Json;
import org.diabolo.testing.HeardStages;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateAgainTest {
  @TempDir Path folder;

  private final HeardStages heard = new HeardStages(record -> {});

  /** As the command line does, with a manifest read anew. */
  private Pipeline pipeline(String... overrides) {
    JobSpec spec = Jobs.read(folder.resolve("job.yaml"), List.of(overrides));
    RunDirectory run =
        RunDirectory.begin(
            folder.resolve("runs").toString(), spec.name(), "one", new Configuration());
    return new Pipeline(LocalSpark.session(), spec, run, heard);
  }

  private String last() {
    return heard.said().get(heard.said().size() - 1);
  }

  @Test
  void figuresAreThoseThatTheJobAsksForNow() throws Exception {
    Tables.write(LocalSpark.session(), Tables.plane(100), folder.resolve("input"));
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    Pipeline first = pipeline("train.epochs=1");
    first.prepare();
    first.train();
    JsonNode both = first.evaluate();
    assertThat(both.fieldNames()).toIterable().containsExactly("test", "valid");

    assertThat(pipeline().evaluate()).isEqualTo(both);
    assertThat(last()).isEqualTo("evaluated already");

    assertThat(pipeline("evaluate.splits=[test]").evaluate()).isEqualTo(both);
    assertThat(last()).isEqualTo("evaluated already");

    Path metrics = folder.resolve("runs").resolve("plane/one/metrics.json");
    String whole = Files.readString(metrics);
    Files.writeString(metrics, whole.substring(0, whole.length() / 2));
    assertThat(pipeline("evaluate.splits=[test]").evaluate()).isEqualTo(both);
    assertThat(heard.said()).contains("evaluating again: " + metrics + " is damaged");
    assertThat(metrics).hasContent(whole);
  }

  @Test
  void figuresOfOtherSplitsStayWhereTheSameModelAndSettingsMadeThem() throws Exception {
    Tables.write(LocalSpark.session(), Tables.plane(100), folder.resolve("input"));
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    Pipeline first = pipeline("train.epochs=1", "evaluate.splits=[test]");
    first.prepare();
    first.train();
    JsonNode test = first.evaluate();
    assertThat(test.fieldNames()).toIterable().containsExactly("test");

    JsonNode two = pipeline("evaluate.splits=[valid]").evaluate();

    assertThat(heard.said()).contains("evaluating valid").doesNotContain("evaluating again");
    assertThat(two.fieldNames()).toIterable().containsExactly("test", "valid");
    assertThat(two.get("test")).isEqualTo(test.get("test"));
    assertThat(pipeline("evaluate.splits=[train, valid]").evaluate().fieldNames())
        .toIterable()
        .containsExactly("test", "train", "valid");
    assertThat(pipeline("evaluate.splits=[test, train, valid]").evaluate().get("valid"))
        .isEqualTo(two.get("valid"));
    assertThat(last()).isEqualTo("evaluated already");
  }

  @Test
  void figuresOfOtherSplitsGoWithTheSettingsThatMadeThem() throws Exception {
    writeLetters();
    Map<String, Object> facts = new LinkedHashMap<>();
    measured().with(List.of("train")).putInto(facts);
    JsonNode stage = Json.tree(facts);

    assertThat(Measured.splits(stage)).containsExactly("test", "train", "valid");
    assertThat(measured("evaluate.splits=[train]").change(stage)).isEmpty();
    assertThat(measured("evaluate.splits=[train]", "predict.beam=4").change(stage)).isPresent();
    assertThat(measured("evaluate.splits=[train]", "evaluate.metrics=[bleu]").change(stage))
        .isPresent();
  }

  @Test
  void oneRowToTrainOnIsTooFewForPcaAndForNothingElse() throws Exception {
    Tables.write(LocalSpark.session(), Tables.plane(1), folder.resolve("input"));
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    Pipeline one =
        pipeline(
            "train.epochs=1",
            "train.averaging.workers=1",
            "data.split={test: 0, valid: 0}",
            "train.patience=~",
            "evaluate.splits=[train]");
    one.prepare();
    one.train();

    JsonNode train = one.evaluate().get("train");

    assertThat(train.get("rows").asLong()).isEqualTo(1);
    assertThat(train.get("mse").asDouble()).isBetween(0.0, 1.0);
    assertThat(train.has("pca_mse")).isFalse();
    one.encode();
    assertThat(heard.said()).contains("encoding " + folder.resolve("input"));
  }

  @Test
  void anotherColumnNeedsAnotherPreparation() throws Exception {
    writeLetters();
    JsonNode prepared = Json.tree(Jobs.read(folder.resolve("job.yaml"), List.of()));

    measured().requireColumn(prepared, "one");
    assertThatThrownBy(() -> measured("evaluate.by=label").requireColumn(prepared, "one"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "evaluate.by: found label, allowed: none, with which run one was prepared; for another"
                + " begin a new run with: diabolo run, without --run-id or with a new one");
  }

  @Test
  void anotherSearchIsAnotherMeasurement() throws Exception {
    writeLetters();
    Map<String, Object> facts = new LinkedHashMap<>();
    measured().putInto(facts);
    JsonNode stage = Json.tree(facts);

    assertThat(measured().change(stage)).isEmpty();
    assertThat(measured("predict.columns=[word]", "predict.attention=true").change(stage))
        .isEmpty();
    assertThat(measured("predict.beam=4").change(stage))
        .contains("predict.beam was 3 and is now 4");
    assertThat(measured("evaluate.metrics=[bleu]").change(stage))
        .contains("evaluate.metrics was [] and is now [\"bleu\"]");
    assertThat(measured().change(Json.tree(Map.of("seconds", 1))).orElseThrow())
        .startsWith("evaluate was not there and is now");
  }

  private void writeLetters() throws Exception {
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        name: letters
        data: {input: {path: nowhere}, key: id}
        source: {column: word, kind: text}
        target: {column: answer, kind: text}
        encoder: {kind: rnn, code: 6}
        decoder: {kind: rnn, attention: dot}
        predict: {beam: 3}
        """);
  }

  private Measured measured(String... overrides) {
    return Measured.of(Jobs.read(folder.resolve("job.yaml"), List.of(overrides)));
  }
}
