package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;

/** A run whose encoder is a file of the user's. */
class UserGraphTest {
  @TempDir private Path folder;

  private String errors;

  @Test
  void aChangedFileStopsTheRunAndWhatWasTrainedNeedsItNoMore() throws Exception {
    int columns = Tables.SIZE;
    String graph =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .graphBuilder()
            .addInputs("source")
            .addLayer(
                "hidden",
                new DenseLayer.Builder().nIn(columns).nOut(16).activation(Activation.TANH).build(),
                "source")
            .addLayer(
                "code",
                new DenseLayer.Builder().nIn(16).nOut(2).activation(Activation.IDENTITY).build(),
                "hidden")
            .setOutputs("code")
            .build()
            .toJson();
    Path file = Files.writeString(folder.resolve("encoder.json"), graph);
    Tables.write(LocalSpark.session(), Tables.plane(300), folder.resolve("input"));
    Path job = folder.resolve("job.yaml");
    Files.writeString(
        job,
        Tables.job(folder.resolve("input"))
            .replace(
                "encoder: {kind: mlp, layers: [16], code: 2}",
                "encoder: {kind: user, path: \"" + file + "\", code: 2}"));

    assertThat(execute("prepare", job)).as(errors).isZero();
    assertThat(execute("train", job)).as(errors).isZero();
    Files.writeString(file, graph.replace("\"seed\" : 7", "\"seed\" : 8"));
    assertThat(execute("train", job)).isEqualTo(2);
    assertThat(errors)
        .contains("train was made from something else: configurations.encoder.path was ");
    Files.writeString(file, graph);
    assertThat(execute("train", job)).as(errors).isZero();
    Files.delete(file);
    assertThat(execute("evaluate", job)).as(errors).isZero();
    assertThat(execute("encode", job)).as(errors).isZero();

    Path run = folder.resolve("runs/plane/one");
    assertThat(Files.readString(run.resolve("bundle/bundle.json"))).contains("\"encoder.path\" : ");
    assertThat(LocalSpark.session().read().parquet(run + "/encodings").count()).isEqualTo(300);
  }

  private int execute(String command, Path job) {
    List<String> arguments =
        List.of(
            command,
            job.toString(),
            "--workspace",
            folder.resolve("runs").toString(),
            "--run-id",
            "one");
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(new ByteArrayOutputStream()));
    System.setErr(new PrintStream(complained));
    try {
      return Diabolo.execute(arguments.toArray(String[]::new));
    } finally {
      System.setOut(out);
      System.setErr(err);
      errors = complained.toString();
    }
  }
}
