package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.diabolo.field.TextField;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.search.Hypothesis;
import org.diabolo.search.TextModels;
import org.diabolo.search.TextPredictor;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;

class PredictCommandTest {
  @TempDir Path folder;

  private String printed;
  private String errors;

  @Test
  void predictionsGoIntoTheRunOrElsewhere() throws Exception {
    Tables.write(LocalSpark.session(), Tables.plane(100), folder.resolve("input"));
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    assertThat(execute("prepare", "--run-id", "one")).as(errors).isZero();
    assertThat(execute("train", "--run-id", "one")).as(errors).isZero();

    assertThat(execute("predict")).as(errors).isZero();

    Path run = folder.resolve("runs/plane/one");
    JsonNode stage = summary().at("/stages/predict");
    assertThat(stage.get("rows").asInt()).isEqualTo(100);
    assertThat(stage.at("/search/beam").asInt()).isEqualTo(5);
    assertThat(summary().get("predictions").asText()).endsWith("runs/plane/one/predictions");
    List<Row> rows = LocalSpark.session().read().parquet(run + "/predictions").collectAsList();
    assertThat(rows).hasSize(100);
    assertThat(rows.get(0).schema().fieldNames()).containsExactly("id", "output", "model_version");
    // An autoencoder of rows around 0, 100, 200, ...
    assertThat((Double) rows.get(0).getList(1).get(3)).isBetween(290.0, 310.0);

    assertThat(execute("predict")).as(errors).isZero();
    assertThat(errors).contains("predicted already");

    assertThat(execute("predict", "--set", "predict.columns=[label]")).isEqualTo(2);
    assertThat(errors)
        .contains(
            "\n--run-id one: predict was made from something else: predict.columns was [] and is now"
                + " [\"label\"]; begin a new run");

    // Killed before the manifest said so: the predictions say it themselves.
    Folder one = Folder.of(run.toString(), new Configuration());
    ObjectNode manifest = Json.read(one.text("manifest.json"), ObjectNode.class);
    manifest.remove("crc32c_of_the_rest");
    ((ObjectNode) manifest.get("stages")).remove("predict");
    one.write("manifest.json", Json.pretty(manifest));
    assertThat(execute("predict", "--set", "predict.columns=[label]")).isEqualTo(2);
    assertThat(execute("predict")).as(errors).isZero();
    assertThat(errors).contains("predicted already");

    one.folder("predictions").delete();
    assertThat(execute("predict", "--set", "predict.columns=[label]")).as(errors).isZero();
    assertThat(summary().at("/stages/predict/search/columns/0").asText()).isEqualTo("label");
    assertThat(LocalSpark.session().read().parquet(run + "/predictions").count()).isEqualTo(100);

    String other = folder.resolve("other").toString();
    assertThat(execute("predict", "--set", "predict.columns=[label]", "--output", other))
        .as(errors)
        .isZero();
    assertThat(summary().get("rows").asInt()).isEqualTo(100);
    assertThat(LocalSpark.session().read().parquet(other).columns())
        .containsExactly("id", "label", "output", "model_version");
    assertThat(execute("predict", "--output", other)).isEqualTo(2);
    assertThat(errors).contains("--output " + other + ": there is something already");
  }

  @Test
  void otherRowsNeedAPlaceOfTheirOwn() throws Exception {
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    assertThat(execute("predict", "--input", "rows")).isEqualTo(2);
    assertThat(errors).contains("--input rows: needs --output DIR");
  }

  @Test
  void typedTextsAreAnsweredAtOnce() throws Exception {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: letters
            data: {input: {path: nowhere}, key: id}
            source: {column: word, kind: text}
            target: {column: answer, kind: text}
            encoder: {kind: rnn, code: 6}
            decoder: {kind: rnn, attention: dot}
            predict: {beam: 3, n_best: 2}
            """);
    Bundle bundle = TextModels.textToText(5, 11, Activation.TANH);
    JobSpec spec = Jobs.read(job, List.of());
    save(bundle, spec, "letters");

    assertThat(execute("predict", "--text", "abc", "--text", "d")).as(errors).isZero();

    TextField text = TextModels.text(5);
    List<List<Hypothesis>> expected =
        new TextPredictor(bundle.parts(), spec.prediction())
            .predict(List.of(text.toNetwork("abc"), text.toNetwork("d")));
    for (int i = 0; i < 2; i++) {
      JsonNode answer = summary().at("/texts/" + i);
      assertThat(answer.get("input").asText()).isEqualTo(i == 0 ? "abc" : "d");
      for (int n = 0; n < 2; n++) {
        Hypothesis found = expected.get(i).get(n);
        String output = text.text(found.tokens());
        assertThat(answer.at("/n_best/" + n + "/output").asText()).isEqualTo(output);
        assertThat(answer.at("/n_best/" + n + "/score").asDouble()).isEqualTo(found.score());
        assertThat(errors)
            .contains(
                String.format(
                    Locale.ROOT, "%s: %s (%.3f)", i == 0 ? "abc" : "d", output, found.score()));
      }
    }
    assertThat(execute("predict", "--text", "")).isEqualTo(2);
    assertThat(errors).contains("--text \"\": allowed: a text that is not empty");
    assertThat(execute("predict", "--text", "abcde")).isEqualTo(2);
    assertThat(errors)
        .contains(
            "--text \"abcde\": found 5 tokens, allowed: at most 4, as source.max_length says");
    save(bundle, Jobs.read(job, List.of("source.overlong=cut")), "letters");
    assertThat(execute("predict", "--set", "source.overlong=cut", "--text", "abcde"))
        .as(errors)
        .isZero();
    assertThat(execute("predict", "--text", "a", "--output", "there")).isEqualTo(2);
    assertThat(errors).contains("--text and --output: allowed: one of them");
    save(TextModels.textToVector(5, 1), spec, "letters");
    assertThat(execute("predict", "--text", "a")).isEqualTo(2);
    assertThat(errors).contains("--text: allowed: for a job from text to text");
  }

  /** As if the job had been trained. */
  private void save(Bundle bundle, JobSpec spec, String name) {
    Folder run = Folder.of(folder.resolve("runs/" + name + "/one").toString(), new Configuration());
    run.folder("bundle").delete();
    BundleStore.save(bundle.telling(Json.tree(Map.of("job", spec))), run.folder("bundle"));
  }

  private int execute(String command, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add(command);
    arguments.add(folder.resolve("job.yaml").toString());
    arguments.addAll(List.of("--workspace", folder.resolve("runs").toString()));
    arguments.addAll(List.of(more));
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said));
    System.setErr(new PrintStream(complained));
    try {
      return Diabolo.execute(arguments.toArray(String[]::new));
    } finally {
      System.setOut(out);
      System.setErr(err);
      printed = said.toString();
      errors = complained.toString();
    }
  }

  private JsonNode summary() {
    return Json.read(printed.lines().reduce("", (before, line) -> line), JsonNode.class);
  }
}
