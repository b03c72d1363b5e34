package org.diabolo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.diabolo.pipeline.PlaneRuns.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.engine.select.Engines;
import org.diabolo.field.Field;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.RetrainSpec.Codes;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.network.NetworkFile;
import org.diabolo.store.Json;
import org.diabolo.testing.HeardStages;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models whose codes are to stay near to another one's. */
class AnchoredTest {
  private static final List<Row> TODAY = PlaneRuns.changed(Tables.plane(300), 0.2);

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
  static void trainChampion() throws IOException {
    Tables.write(LocalSpark.session(), Tables.plane(200), base.resolve("first"));
    Tables.write(LocalSpark.session(), TODAY, base.resolve("today"));
    Files.writeString(base.resolve("job.yaml"), Tables.job(base.resolve("today")));
    train(new AnchoredTest().runs.pipeline("champion", "data.input.path=" + base.resolve("first")));
  }

  private Start anchored() {
    return Start.COLD.near(runs.run("champion"), Codes.ANCHORED, 0.4);
  }

  /** Mean squared distance of two models' codes of today's rows, by the variance of the first's. */
  private double distance(String then, String now) {
    float[] a = codes(runs.bundle(then));
    float[] b = codes(runs.bundle(now));
    double[] mean = new double[2];
    for (int i = 0; i < a.length; i++) {
      mean[i % 2] += a[i] * 2.0 / a.length;
    }
    double apart = 0;
    double spread = 0;
    for (int i = 0; i < a.length; i++) {
      apart += Math.pow(a[i] - (double) b[i], 2);
      spread += Math.pow(a[i] - mean[i % 2], 2);
    }
    return apart / spread;
  }

  private static float[] codes(Bundle model) {
    Field field = model.card().source();
    float[] rows = new float[TODAY.size() * Tables.SIZE];
    for (int row = 0; row < TODAY.size(); row++) {
      double[] raw =
          TODAY.get(row).<List<Double>>getAs(1).stream().mapToDouble(Double::valueOf).toArray();
      System.arraycopy(field.toNetwork(raw), 0, rows, row * Tables.SIZE, Tables.SIZE);
    }
    return Engines.forward(model.encoder()).apply(TODAY.size(), rows);
  }

  @Test
  void codesStayNearToThoseOfAModelWithFieldsOfItsOwnAndItsErrorsToldAlone() throws Exception {
    train(runs.pipeline("fresh").startingFrom(Start.COLD.with(Codes.FRESH)));
    train(runs.pipeline("anchored").startingFrom(anchored()));

    assertThat(Json.tree(runs.bundle("anchored").card().source()))
        .isNotEqualTo(Json.tree(runs.bundle("champion").card().source()));
    assertThat(distance("champion", "anchored")).isLessThan(0.2);
    assertThat(distance("champion", "fresh")).isGreaterThan(2 * distance("champion", "anchored"));
    assertThat(runs.provenance("anchored", "/training/anchored/champion").asText())
        .isEqualTo("champion");
    assertThat(runs.provenance("anchored", "/training/anchored/share").asDouble()).isEqualTo(1);
    assertThat(runs.provenance("anchored", "/retrain/anchor/model"))
        .isEqualTo(Json.tree(BundleStore.sums(runs.run("champion").bundle())));
    assertThat(runs.provenance("anchored", "/training/engine").asText()).isEqualTo("fused");
    assertThat(runs.provenance("fresh", "/training/anchored").isMissingNode()).isTrue();
    assertThat(runs.bundle("champion").card().codeSpace()).isEqualTo("plane/champion");
    assertThat(runs.bundle("anchored").card().codeSpace()).isEqualTo("plane/champion");
    assertThat(runs.bundle("fresh").card().codeSpace()).isEqualTo("plane/fresh");
    assertThat(runs.provenance("anchored", "/codes/degree/rows").asInt()).isGreaterThan(50);
    assertThat(runs.provenance("anchored", "/codes/degree/neighbours_kept").asDouble())
        .isBetween(0.4, 1.0);
    assertThat(runs.provenance("fresh", "/codes").isMissingNode()).isTrue();
    assertThat(said)
        .anyMatch(line -> line.startsWith("codes are of the space plane/champion: of 10 nearest"));
    // What is validated has no part of the anchors in it: by DL4J's own words, a mean square.
    double[] losses = {
      runs.provenance("anchored", "/training/valid_loss").asDouble(),
      runs.provenance("fresh", "/training/valid_loss").asDouble()
    };
    assertThat(losses[0]).isCloseTo(losses[1], within(0.5 * losses[1] + 0.01));
    // No trace of it in what is shipped.
    assertThat(runs.bundle("anchored").card().feeds())
        .isEqualTo(runs.bundle("fresh").card().feeds());
    for (byte[] network : runs.networks("anchored")) {
      assertThat(NetworkFile.read(network).getConfiguration().toJson())
          .contains("\"code\"")
          .doesNotContain("anchor");
    }
  }

  @Test
  void codesThatAreNotComparableBeginANewSpace() {
    train(
        runs.pipeline("apart", "train.epochs=1")
            .startingFrom(Start.COLD.near(runs.run("champion"), Codes.ANCHORED, 1)));

    assertThat(runs.bundle("apart").card().codeSpace()).isEqualTo("plane/apart");
    double kept = runs.provenance("apart", "/codes/degree/neighbours_kept").asDouble();
    assertThat(kept).isLessThan(1);
    assertThat(said)
        .anyMatch(
            line ->
                line.startsWith(
                        "codes begin a new space, plane/apart: beside plane/champion, of 10"
                            + " nearest neighbours %.2f are kept".formatted(10 * kept))
                    && line.endsWith("; allowed: a share of at least 1.00 (retrain.comparable)"));
  }

  @Test
  void codesThatAreAlignedAreThoseOfAFreshModelByAMapThatItsDecoderUndoes() throws Exception {
    Start near = Start.COLD.near(runs.run("champion"), Codes.ALIGNED, 0.4);
    train(runs.pipeline("fresh").startingFrom(Start.COLD.with(Codes.FRESH)));
    train(runs.pipeline("aligned").startingFrom(near));

    assertThat(distance("champion", "aligned")).isLessThan(0.15);
    assertThat(distance("champion", "fresh")).isGreaterThan(3 * distance("champion", "aligned"));
    assertThat(runs.bundle("aligned").card().codeSpace()).isEqualTo("plane/champion");
    assertThat(runs.provenance("aligned", "/codes/aligned/rows").asInt()).isGreaterThan(150);
    assertThat(runs.provenance("aligned", "/codes/aligned/condition").asDouble())
        .isBetween(1.0, 100.0);
    assertThat(runs.provenance("aligned", "/training/anchored").isMissingNode()).isTrue();
    assertThat(decoded("aligned")).containsExactly(decoded("fresh"), within(1e-4f));

    String files = "spark.sql.files.maxPartitionBytes";
    LocalSpark.session().conf().set(files, "4096");
    try {
      train(runs.pipeline("parts").startingFrom(near));
    } finally {
      LocalSpark.session().conf().unset(files);
    }
    assertThat(runs.networks("parts"))
        .usingRecursiveComparison()
        .isEqualTo(runs.networks("aligned"));
  }

  private float[] decoded(String id) {
    Bundle model = runs.bundle(id);
    return Engines.forward(model.decoder()).apply(TODAY.size(), codes(model));
  }

  @Test
  void bitsAreTheSameByOtherPartitionsAndAfterAProcessThatDied() throws Exception {
    String[] job = {
      "train.epochs=3", "train.checkpoints={rounds: 1}", "train.averaging={workers: 2, period: 2}"
    };
    train(runs.pipeline("whole", job).startingFrom(anchored()));

    String files = "spark.sql.files.maxPartitionBytes";
    LocalSpark.session().conf().set(files, "4096");
    try {
      death = 3;
      Pipeline dying = runs.pipeline("died", job).startingFrom(anchored());
      assertThatThrownBy(() -> train(dying)).hasMessageContaining("the process ends");
      death = 0;
      // By any command: the run knows what it began with.
      Pipeline again = runs.pipeline("died", job);
      assertThat(again.start()).isEqualTo(anchored());
      again.train();
    } finally {
      LocalSpark.session().conf().unset(files);
    }

    assertThat(runs.provenance("died", "/training/resumed_from_round").asInt()).isEqualTo(2);
    assertThat(runs.networks("died")).usingRecursiveComparison().isEqualTo(runs.networks("whole"));
  }

  @Test
  void anotherWishIsSomethingElseAndSoIsAModelThatChanged() throws Exception {
    Path copy = runs.folder("copy");
    FileUtils.copyDirectory(runs.folder("champion").toFile(), copy.toFile());
    Start near = Start.COLD.near(runs.run("copy"), Codes.ANCHORED, 0.4);
    train(runs.pipeline("begun", "train.epochs=1").startingFrom(near));

    Pipeline fresh =
        runs.pipeline("begun", "train.epochs=1").startingFrom(Start.COLD.with(Codes.FRESH));
    assertThatThrownBy(fresh::model)
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith(
            "--run-id begun: train was made from something else: retrain.codes was \"anchored\""
                + " and is now \"fresh\"");
    Pipeline longer = runs.pipeline("begun", "train.epochs=2").startingFrom(near);
    // A retraining has no --redo.
    assertThatThrownBy(longer::model)
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "--run-id begun: train was made from something else: train.epochs was 1 and is now 2;"
                + " begin a new run (another --run-id), or set it back: a run keeps to what it began"
                + " with");
    // Rows do not depend on it.
    fresh.prepare();
    assertThat(fresh.begunToTrain()).isTrue();

    FileUtils.deleteDirectory(copy.resolve("bundle").toFile());
    Pipeline lost = runs.pipeline("lost", "train.epochs=1").startingFrom(near);
    lost.prepare();
    assertThat(lost.begunToTrain()).isFalse();
    assertThatThrownBy(lost::train)
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("run lost began with the model of copy: ")
        .hasMessageEndingWith("put its files back, or begin another run (another --run-id)");
  }

  @Test
  void warmCandidatesOfSeveralSeedsStayNear() {
    Start warm =
        Start.warm(runs.run("champion")).near(runs.run("champion"), Codes.ANCHORED, 0.4).with(2);
    train(runs.pipeline("warm", "train.epochs=2").startingFrom(warm));

    assertThat(runs.provenance("warm", "/seeds/valid_loss")).hasSize(2);
    assertThat(runs.provenance("warm", "/training/anchored/share").asDouble()).isEqualTo(1);
    assertThat(distance("champion", "warm")).isLessThan(0.2);
    // Of the chosen one alone it is told how it stands beside the champion.
    assertThat(said).filteredOn(line -> line.startsWith("codes are of the space")).hasSize(1);
    assertThat(runs.bundle("warm").card().codeSpace()).isEqualTo("plane/champion");
    assertThat(runs.bundle("warm").reference()).isNotNull();
    assertThat(runs.bundle("warm/seeds/3").reference()).isNull();
    assertThat(runs.provenance("warm/seeds/3", "/codes").isMissingNode()).isTrue();
    assertThat(Json.tree(runs.bundle("warm").card().source()))
        .isEqualTo(Json.tree(runs.bundle("champion").card().source()));
  }

  @Test
  void rowsOfAnotherSizeBeginANewSpaceWithALine() {
    List<Row> wider =
        Tables.plane(60).stream()
            .map(
                row -> {
                  List<Double> numbers = new java.util.ArrayList<>(row.<List<Double>>getAs(1));
                  numbers.add(numbers.get(0) * 2);
                  return RowFactory.create(row.get(0), numbers, row.get(2));
                })
            .toList();
    Tables.write(LocalSpark.session(), wider, base.resolve("wider"));
    String[] job = {"data.input.path=" + base.resolve("wider"), "train.epochs=1"};

    train(runs.pipeline("wider", job).startingFrom(anchored()));

    assertThat(said)
        .contains(
            "codes begin a new space, not near to those of champion: its rows are of another size");
    assertThat(runs.provenance("wider", "/training/anchored").isMissingNode()).isTrue();
  }
}
