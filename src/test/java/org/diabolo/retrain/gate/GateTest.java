package org.diabolo.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.retrain.gate.GateReport.Outcome;
import org.diabolo.space.Degree;
import org.diabolo.store.Folder;
import org.diabolo.testing.HeardStages;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A champion of fewer rows and fewer epochs, and a candidate that is better, trained once. */
class GateTest {
  private static final String WITHOUT_BASELINE = "retrain.gate.baseline=false";

  @TempDir static Path folder;

  private static final SparkSession SPARK = LocalSpark.session();
  private static Contender worse;
  private static Contender good;
  private static JsonNode figures;

  @BeforeAll
  static void train() throws Exception {
    // Curved, so that the best plane is not all there is to find.
    List<Row> rows = new ArrayList<>();
    Random random = new Random(6);
    for (int i = 0; i < 700; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      List<Double> numbers = new ArrayList<>();
      for (int j = 0; j < Tables.SIZE; j++) {
        numbers.add(10 * j + a * Math.cos(j) + b * Math.sin(j) + a * a * Math.cos(2 * j));
      }
      rows.add(RowFactory.create(Tables.id(i), numbers, "label " + i % 3));
    }
    Tables.write(SPARK, rows.subList(0, 400), folder.resolve("first"));
    Tables.write(SPARK, rows, folder.resolve("input"));
    SPARK
        .createDataFrame(rows, Tables.SCHEMA)
        .repartition(1)
        .write()
        .parquet(folder.resolve("again").toString());
    Files.writeString(
        folder.resolve("job.yaml"),
        Tables.job(folder.resolve("input")) + "evaluate: {by: label}\n");
    worse = trained("worse", "data.input.path=" + folder.resolve("first"), "train.epochs=1");
    good = trained("good", "train.epochs=15");
  }

  private static JobSpec job(String... overrides) {
    return Jobs.read(folder.resolve("job.yaml"), List.of(overrides));
  }

  private static Contender trained(String id, String... overrides) {
    JobSpec spec =
        job(
            Stream.concat(
                    Stream.of(overrides),
                    Stream.of(
                        "train.averaging.workers=1",
                        "train.averaging.period=200",
                        "train.validate={epochs: 30}"))
                .toArray(String[]::new));
    RunDirectory run =
        RunDirectory.begin(folder.resolve("runs").toString(), spec.name(), id, new Configuration());
    Pipeline pipeline = new Pipeline(SPARK, spec, run, new HeardStages());
    pipeline.prepare();
    pipeline.train();
    if (id.equals("good")) {
      figures = pipeline.evaluate();
    }
    return new Contender(run.bundle(), run.prepared());
  }

  private static GateReport judge(Contender champion, Contender candidate, String... overrides) {
    return new Gate(SPARK, job(overrides), GateTest::bundle).judge(champion, candidate);
  }

  /** Of a run by its id. */
  private static Folder bundle(String id) {
    return Folder.of(folder + "/runs/plane/" + id + "/bundle", new Configuration());
  }

  private static Bundle inSpace(String space) {
    Bundle model = BundleStore.load(good.bundle());
    return model.inSpace(space, model.card().provenance());
  }

  private static Contender changed(Contender of, String name, Bundle bundle) {
    Folder place = Folder.of(folder.resolve(name).toString(), new Configuration());
    BundleStore.save(bundle, place);
    return new Contender(place, of.prepared());
  }

  @Test
  void aBetterCandidateIsPromoted() {
    GateReport report = judge(worse, good, WITHOUT_BASELINE);

    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.PROMOTE);
    assertThat(report.verdict()).isEqualTo(Verdict.BETTER);
    assertThat(report.champion()).isEqualTo("plane/worse");
    assertThat(report.candidate()).isEqualTo("plane/good");
    Comparison all = report.figures().get("all").errors();
    assertThat(all.rows()).isEqualTo(figures.at("/test/rows").asLong());
    // Standardised columns have the variance 1, but for the degree of freedom that it cost.
    assertThat(all.candidate().value())
        .isCloseTo(figures.at("/test/mse").asDouble() * bessel(), within(1e-6));
    assertThat(report.guards().values()).allMatch(Guard::holds);
    assertThat(report.reasons().get(0)).startsWith("better beside the champion on all held-out");

    // Each was trained on its own.
    assertThat(report.codes().codeSpace()).isEqualTo("plane/good");
    assertThat(report.codes().championCodeSpace()).isEqualTo("plane/worse");
    assertThat(report.codes().degree().rows()).isEqualTo((int) all.rows());
    assertThat(report.codes().degree().neighboursKept()).isBetween(0.0, 1.0);
    assertThat(report.guards()).doesNotContainKey("code_space");
    assertThat(report.reasons())
        .anyMatch(
            reason ->
                reason.startsWith(
                    "a code space of its own, plane/good, beside the champion's, plane/worse: of 10"
                        + " nearest neighbours "));

    // Rows are told apart in both, by the same column.
    for (String label : List.of("label 0", "label 1", "label 2")) {
      JsonNode told = figures.path("test/" + label);
      Comparison slice = report.figures().get("slice/" + label).errors();
      assertThat(slice.rows()).isEqualTo(told.path("rows").asLong()).isPositive();
      assertThat(slice.candidate().value())
          .isCloseTo(told.path("mse").asDouble() * bessel(), within(1e-6));
    }
    assertThat(figures.path("test/label 0").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(() -> figures.path("test").fieldNames());

    // By CRC-32 of the key in 10,000 parts, as the contract has it.
    long old = heldOut(0, 400);
    assertThat(report.figures().get("old").errors().rows()).isEqualTo(old);
    assertThat(report.figures().get("new").errors().rows()).isEqualTo(heldOut(400, 700));
    assertThat(report.rows().heldOut()).isEqualTo(heldOut(0, 700));
  }

  private static double bessel() {
    double rows = PreparedCorpus.load(good.prepared()).rows(Split.TRAIN);
    return rows / (rows - 1);
  }

  private static long heldOut(int from, int to) {
    long count = 0;
    for (int i = from; i < to; i++) {
      CRC32 crc = new CRC32();
      crc.update(Tables.id(i).getBytes(StandardCharsets.UTF_8));
      count += crc.getValue() % 10_000 < 2_000 ? 1 : 0;
    }
    return count;
  }

  @Test
  void aWorseCandidateIsRefusedWithFigures() {
    GateReport report = judge(good, worse, WITHOUT_BASELINE);

    assertThat(report.outcome()).isEqualTo(Outcome.REFUSE);
    assertThat(report.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(report.reasons())
        .anyMatch(
            reason ->
                reason.matches(
                    "worse beside the champion on all held-out rows: \\d+ rows, error [0-9.]+"
                        + " beside [0-9.]+, difference [0-9.]+ \\(95%: above [0-9.]+; 95%: below"
                        + " [0-9.]+\\), allowed [0-9.e-]+"));
    // It has the rows of 400 where the champion had those of 700.
    assertThat(report.guards().get("rows").holds()).isFalse();
    assertThat(report.reasons().get(0)).contains("good rows, the champion had 7");
  }

  @Test
  void aModelIsExactlyAsGoodAsItselfHoweverTheInputLies() {
    GateReport report = judge(good, good, WITHOUT_BASELINE);

    assertThat(report.outcome()).isEqualTo(Outcome.PROMOTE);
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_WORSE);
    assertThat(report.figures().get("all").errors().difference())
        .isEqualTo(new Estimate(0, new Estimate.Ends(0, 0), new Estimate.Ends(0, 0)));
    assertThat(report.figures().get("old").errors().rows()).isEqualTo(report.rows().heldOut());

    assertThat(report.codes().degree().neighboursKept()).isEqualTo(1);
    assertThat(report.codes().degree().affineResidual()).isCloseTo(0, within(1e-9));
    assertThat(report.guards().get("code_space").holds()).isTrue();

    Folder run = Folder.of(folder.toString(), new Configuration());
    report.write(run);
    assertThat(GateReport.read(run)).isEqualTo(report);
    assertThat(report.codes().first()).isNull();
    Contender moved = changed(good, "moved", inSpace("plane/worse"));
    GateReport again =
        judge(moved, moved, WITHOUT_BASELINE, "data.input.path=" + folder.resolve("again"));
    assertThat(again.figures()).isEqualTo(report.figures());
    assertThat(again.codes().degree()).isEqualTo(report.codes().degree());

    // As it stands beside the same model where that is the champion.
    ComparedCodes beside = judge(worse, moved, WITHOUT_BASELINE).codes();
    Degree first = again.codes().first().degree();
    assertThat(first.neighboursKept()).isCloseTo(beside.degree().neighboursKept(), within(0.005));
    assertThat(first.affineResidual()).isCloseTo(beside.degree().affineResidual(), within(1e-5));
    assertThat(first.rows()).isEqualTo(beside.degree().rows());
    assertThat(first.neighboursKept()).isLessThan(0.9);
    assertThat(again.reasons())
        .contains(
            "the champion's code space, plane/worse: %s; beside the first model of the space,"
                    .formatted(report.codes().degree())
                + " plane/worse, "
                + first);
    assertThat(beside.first())
        .isEqualTo(new ComparedCodes.First("plane/worse", beside.degree(), null));
    assertThat(beside.toString()).doesNotContain("beside the first model");
  }

  @Test
  void whyTheFirstModelOfASpaceCannotBeAskedIsTold() {
    assertThat(first("plane/gone")).isEqualTo("its bundle is gone");
    assertThat(first("other/worse")).isEqualTo("it is of another job");
    assertThat(first("plane/../worse")).isEqualTo("it is of another job");
    assertThat(first("plane/worse", "source.column=w"))
        .isEqualTo(
            "source.column: the first model was made with \"v\", the job now says \"w\": they cannot"
                + " be compared");
    assertThat(FirstModel.of(job(), inSpace(null), "plane/worse", GateTest::bundle)).isEmpty();

    FirstModel gone = new FirstModel("plane/gone", null, "its bundle is gone");
    assertThat(gone.told("plane/worse", new ErrorSums(1)))
        .hasToString(
            "beside the first model of the space, plane/gone, not measured: its bundle is gone");
  }

  private static String first(String space, String... overrides) {
    return FirstModel.of(job(overrides), inSpace(space), "plane/champion", GateTest::bundle)
        .orElseThrow()
        .whyNot();
  }

  @Test
  void theFirstModelMustHoldAgainstTheBaseline() {
    GateReport good = new Gate(SPARK, job(), GateTest::bundle).judgeFirst(GateTest.good);
    assertThat(good.outcome()).as(good.toString()).isEqualTo(Outcome.PROMOTE);
    assertThat(good.verdict()).isNull();
    assertThat(good.figures()).containsOnlyKeys("baseline/pca");
    Comparison pca = good.figures().get("baseline/pca").errors();
    assertThat(pca.champion().value())
        .isCloseTo(figures.at("/test/pca_mse").asDouble() * bessel(), within(1e-6));
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    GateReport report = judge(worse, good, "data.split.test=0.3");

    assertThat(report.outcome()).isEqualTo(Outcome.REFUSE);
    assertThat(report.verdict()).isNull();
    assertThat(report.figures()).isEmpty();
    assertThat(report.reasons())
        .containsExactly(
            "data.split: the champion was made with"
                + " {\"test_values\":[],\"test\":0.2,\"valid\":0.1,\"by\":\"id\"}, the job now says"
                + " {\"test_values\":[],\"test\":0.3,\"valid\":0.1,\"by\":\"id\"}: they cannot be"
                + " compared");
  }

  @Test
  void aDamagedBundleIsRefused() throws Exception {
    Contender damaged = changed(good, "damaged", BundleStore.load(good.bundle()));
    Path decoder = folder.resolve("damaged/decoder.zip");
    byte[] bytes = Files.readAllBytes(decoder);
    bytes[bytes.length / 2] ^= 1;
    Files.write(decoder, bytes);
    Files.deleteIfExists(folder.resolve("damaged/.decoder.zip.crc"));

    GateReport report = judge(good, damaged);
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSE);
    assertThat(report.reasons())
        .singleElement()
        .asString()
        .startsWith("the candidate cannot be run: ")
        .contains("damaged: its SHA-256 is ");
    assertThat(judge(damaged, good).reasons())
        .singleElement()
        .asString()
        .startsWith("the champion cannot be run: ");
  }
}
