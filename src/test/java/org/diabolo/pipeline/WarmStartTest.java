package org.diabolo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.diabolo.pipeline.PlaneRuns.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.field.VectorField;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.prepare.UnfitRowsException;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.testing.HeardStages;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model that begins with another one's fields and parameters. */
class WarmStartTest {
  private static final List<Row> TODAY = PlaneRuns.changed(Tables.plane(90), 0.5);

  @TempDir static Path base;

  /** The round after which a process ends; 0 for none. */
  private int death;

  private final HeardStages heard =
      new HeardStages(
          record -> {
            if (record.round() == death) {
              throw new IllegalStateException("the process ends");
            }
          });

  private final List<String> said = heard.said();
  private final PlaneRuns runs = new PlaneRuns(base, heard);

  @BeforeAll
  static void trainChampions() throws IOException {
    Tables.write(LocalSpark.session(), Tables.plane(60), base.resolve("first"));
    Tables.write(LocalSpark.session(), TODAY, base.resolve("today"));
    Files.writeString(
        base.resolve("job.yaml"),
        Tables.job(base.resolve("today")).replace("epochs: 20", "epochs: 2"));
    String first = "data.input.path=" + base.resolve("first");
    PlaneRuns runs = new WarmStartTest().runs;
    train(runs.pipeline("champion", first));
    Bundle champion = runs.bundle("champion");
    Bundle.Card card = champion.card();
    Bundle.Card another =
        new Bundle.Card(
            card.format(),
            "plane/other",
            card.source(),
            card.target(),
            card.code(),
            card.feeds(),
            card.provenance());
    Bundle other = new Bundle(another, champion.encoder(), champion.decoder());
    BundleStore.save(other, Folder.of(base + "/runs/plane/other/bundle", new Configuration()));
    Files.writeString(base.resolve("runs/plane/other/manifest.json"), "{\"run_id\": \"other\"}");
  }

  private Start warm(String champion) {
    return Start.warm(runs.run(champion));
  }

  @Test
  void firstLossIsThatOfTheChampionOnTheSameRowsInItsOwnUnits() throws Exception {
    train(
        runs.pipeline("one-step", "train.batch=100", "train.averaging={workers: 1, period: 1}")
            .startingFrom(warm("champion")));

    Bundle champion = runs.bundle("champion");
    Bundle candidate = runs.bundle("one-step");
    assertThat(Json.tree(candidate.card().source())).isEqualTo(Json.tree(champion.card().source()));
    JsonNode start = candidate.card().provenance().path("retrain");
    assertThat(start.path("start").asText()).isEqualTo("warm");
    assertThat(start.path("champion").asText()).isEqualTo("champion");
    assertThat(start.path("model"))
        .isEqualTo(Json.tree(BundleStore.sums(runs.run("champion").bundle())));
    JsonNode round =
        Json.read(
            Files.readAllLines(runs.folder("one-step").resolve("rounds.jsonl")).get(0),
            JsonNode.class);
    assertThat(round.path("examples").asInt()).isEqualTo(trainRows().size());
    assertThat(round.path("loss").asDouble()).isCloseTo(loss(champion, trainRows()), within(1e-6));
  }

  /** By CRC-32 of the key as the job says, without any of our code. */
  private static List<List<Double>> trainRows() {
    return TODAY.stream()
        .filter(
            row -> {
              CRC32 crc = new CRC32();
              crc.update(row.getString(0).getBytes(StandardCharsets.UTF_8));
              return crc.getValue() % 10_000 / 10_000.0 >= 0.3;
            })
        .map(row -> row.<List<Double>>getAs(1))
        .toList();
  }

  /** Mean squared error per number, by DL4J alone. */
  private static double loss(Bundle model, List<List<Double>> rows) throws IOException {
    VectorField field = (VectorField) model.card().source();
    INDArray scaled = Nd4j.create(rows.size(), Tables.SIZE);
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < Tables.SIZE; j++) {
        scaled.putScalar(i, j, (rows.get(i).get(j) - field.shift()[j]) / field.scale()[j]);
      }
    }
    INDArray code = load("encoder.zip", model.encoder()).outputSingle(scaled);
    INDArray back = load("decoder.zip", model.decoder()).outputSingle(code);
    return back.sub(scaled).norm2Number().doubleValue()
        * back.sub(scaled).norm2Number().doubleValue()
        / scaled.length();
  }

  private static ComputationGraph load(String name, byte[] zip) throws IOException {
    File file = base.resolve(name).toFile();
    Files.write(file.toPath(), zip);
    return ComputationGraph.load(file, false);
  }

  @Test
  void bitsAreTheSameAgainAndAfterAProcessThatDied() throws Exception {
    String[] job = {"train.checkpoints={rounds: 1}", "train.averaging={workers: 2, period: 1}"};
    train(runs.pipeline("whole", job).startingFrom(warm("champion")));

    death = 3;
    Pipeline dying = runs.pipeline("died", job).startingFrom(warm("champion"));
    assertThatThrownBy(() -> train(dying)).hasMessageContaining("the process ends");
    death = 0;
    // By any command: the run knows what it began with.
    Pipeline again = runs.pipeline("died", job);
    assertThat(again.start()).isEqualTo(warm("champion"));
    assertThat(again.begunToTrain()).isTrue();
    again.train();

    assertThat(said).anyMatch(line -> line.startsWith("trained 2 epochs"));
    assertThat(runs.bundle("died").card().provenance().at("/training/resumed_from_round").asInt())
        .isEqualTo(2);
    assertThat(runs.networks("died")).usingRecursiveComparison().isEqualTo(runs.networks("whole"));
    assertThat(runs.networks("died").get(0)).isNotEqualTo(runs.networks("champion").get(0));
  }

  @Test
  void runThatHasLostItsManifestBeganWithWhatItsBundleTells() throws Exception {
    train(runs.pipeline("lost", "train.epochs=1").startingFrom(warm("champion")));
    List<byte[]> trained = runs.networks("lost");
    Files.delete(runs.folder("lost").resolve("manifest.json"));
    said.clear();

    Pipeline again = runs.pipeline("lost", "train.epochs=1");
    assertThat(again.start()).isEqualTo(warm("champion"));
    train(again);

    assertThat(said).contains("trained already");
    assertThat(runs.networks("lost")).usingRecursiveComparison().isEqualTo(trained);
    assertThat(Json.tree(runs.bundle("lost").card().source()))
        .isEqualTo(Json.tree(runs.bundle("champion").card().source()));
  }

  @Test
  void anotherStartIsSomethingElse() {
    runs.pipeline("begun", "train.epochs=1").startingFrom(warm("champion")).prepare();

    assertThat(runs.pipeline("begun", "train.epochs=1").begunToTrain()).isFalse();
    Pipeline other = runs.pipeline("begun", "train.epochs=1").startingFrom(warm("other"));
    assertThatThrownBy(other::model)
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(
            "--run-id begun: prepare was made from something else: retrain.champion was"
                + " \"champion\" and is now \"other\"");
    Pipeline cold = runs.pipeline("begun", "train.epochs=1").startingFrom(Start.COLD);
    // Made again it would begin with the same.
    assertThatThrownBy(cold::model)
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "--run-id begun: prepare was made from something else: retrain.start was \"warm\" and"
                + " is now \"cold\"; begin a new run (another --run-id), or set it back: a run keeps"
                + " to what it began with");
    Pipeline warmed =
        runs.pipeline("champion", "data.input.path=" + base.resolve("first"))
            .startingFrom(warm("other"));
    assertThatThrownBy(warmed::train)
        .hasMessageStartingWith(
            "--run-id champion: train was made from something else: retrain.start was \"cold\" and"
                + " is now \"warm\"");
  }

  @Test
  void modelThatIsNoLongerWhatItWasIsTold() throws Exception {
    Path bundle = runs.folder("other").resolve("bundle");
    Start other = warm("other");
    FileUtils.moveDirectory(bundle.toFile(), base.resolve("away").toFile());
    Pipeline pipeline = runs.pipeline("late");
    assertThatThrownBy(() -> pipeline.startingFrom(other))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "run late began with the model of other: "
                + Folder.of(bundle.toString(), new Configuration())
                + ": there is no bundle here (no SHA256SUMS); put its files back, or begin another"
                + " run (another --run-id)");
    FileUtils.copyDirectory(runs.folder("champion").resolve("bundle").toFile(), bundle.toFile());
    assertThatThrownBy(() -> pipeline.startingFrom(other))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("run late began with another model of other: in ")
        .hasMessageContaining("SHA-256.bundle.json was ");
    FileUtils.deleteDirectory(bundle.toFile());
    FileUtils.moveDirectory(base.resolve("away").toFile(), bundle.toFile());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source.column=w        | source.column was \"v\" and is now \"w\"",
        "source.scale=minmax    | source.scale was \"standard\" and is now \"minmax\"",
        "source={kind: image, column: v, shape: [2, 4, 1]} | source.kind was \"vector\" and is now"
            + " \"image\"",
        "encoder.layers=[15]    | encoder.layers was [16] and is now [15]",
        "encoder={kind: rnn, layers: [16], code: 2} | encoder.kind was \"mlp\" and is now \"rnn\"",
        "encoder.code=3         | encoder.code was 2 and is now 3",
        "decoder.layers=[16, 8] | decoder.layers was [16] and is now [16,8]",
        "data.split.valid=0.2   | data.split.valid was 0.1 and is now 0.2",
      })
  void jobOfAnotherModelIsRefusedBeforeAnyWork(String override, String difference) {
    Pipeline pipeline = runs.pipeline("refused", override);

    assertThatThrownBy(() -> pipeline.startingFrom(warm("champion")))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "retrain.start: found warm, allowed: cold, as the model of the champion, champion, is"
                + " another: "
                + difference);
    assertThat(runs.run("refused").folder().exists()).isFalse();
  }

  @Test
  void rowsOfOtherRangesAreRefusedWithTheColumnAndTheRunGoesOnCold() {
    List<Row> rows =
        TODAY.stream()
            .map(
                row -> {
                  List<Double> numbers = new ArrayList<>(row.<List<Double>>getAs(1));
                  numbers.set(2, 1000 * numbers.get(2));
                  return RowFactory.create(row.get(0), numbers, row.get(2));
                })
            .toList();
    Tables.write(LocalSpark.session(), rows, base.resolve("millimetres"));
    String input = "data.input.path=" + base.resolve("millimetres");
    Pipeline warm = runs.pipeline("unfit", input, "train.epochs=1").startingFrom(warm("champion"));

    assertThatThrownBy(warm::model)
        .isInstanceOf(UnfitRowsException.class)
        .hasMessageMatching(
            "the train rows do not fit the fields of the champion, champion: source: v\\[2\\] was"
                + " mean \\S+, deviation \\S+ and is mean \\S+, deviation \\S+; train anew with"
                + " fields of these rows: --set retrain.start=cold");
    runs.pipeline("unfit", input, "train.epochs=1").startingFrom(Start.COLD).prepare();
    assertThat(said).anyMatch(line -> line.startsWith("prepared {"));
  }
}
