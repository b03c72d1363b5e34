package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.retrain.Codes;
import org.diabolo.testing.CopyingFiles;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some days in the life of a job, each of them a command as a schedule calls it. */
class RetrainCommandTest {
  private static final String HALF_TRAINED = "train.epochs=1";

  @TempDir Path base;

  @BeforeEach
  void writeJob() throws IOException {
    Files.writeString(
        base.resolve("job.yaml"),
        Tables.job(base.resolve("day=${date}")).replace("epochs: 20", "epochs: 12")
            + """
            retrain:
              gate: {margin: 5, least_rows: 20, baseline: false}
            """);
  }

  private void day(String date, int rows) {
    Tables.write(LocalSpark.session(), Tables.plane(rows), base.resolve("day=" + date));
  }

  private Outcome retrain(int code, String date, String... more) {
    return Commands.retrain(base, code, date, more);
  }

  /** Version, keys and rows of the codes that a consumer reads now. */
  private Row codes() {
    Codes.createView(LocalSpark.session(), base + "/runs", "plane", "codes");
    return LocalSpark.session()
        .sql(
            "SELECT max(model_version), count(DISTINCT model_version), count(DISTINCT id), count(*) FROM codes")
        .first();
  }

  private static void copyParts(Path from, Path to) throws IOException {
    try (var files = Files.list(from)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".parquet")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private JsonNode manifest(String run) throws IOException {
    return org.diabolo.store.Json.read(
        Files.readString(base.resolve("runs/plane").resolve(run).resolve("manifest.json")),
        JsonNode.class);
  }

  @Test
  void championFollowsTheRowsAsLongAsTheNewModelIsGood() throws Exception {
    day("2026-11-01", 150);
    Outcome first = retrain(0, "2026-11-01");
    assertThat(first.summary().path("action").asText()).isEqualTo("promote");
    assertThat(first.summary().path("reasons").get(0).asText())
        .isEqualTo("the first model; nothing speaks against it");
    assertThat(first.summary().path("run_id").asText()).isEqualTo("2026-11-01");
    assertThat(first.summary().path("rows").asInt()).isEqualTo(150);
    assertThat(first.summary().path("encoded").asInt()).isEqualTo(150);
    String narrow =
        "data.input.path: has ${date}, so codes are of the rows in "
            + base.resolve("day=2026-11-01")
            + " alone; encode.input names a wider path";
    assertThat(first.errors()).contains(narrow + "\n");
    assertThat(first.summary().at("/warnings/0").asText()).isEqualTo(narrow);
    assertThat(first.errors())
        .contains("retraining plane for 2026-11-01\n", "2026-11-01 is the champion");
    assertThat(codes()).isEqualTo(RowFactory.create("plane/2026-11-01", 1L, 150L, 150L));

    Outcome again = retrain(0, "2026-11-01");
    assertThat(again.summary().path("already").asBoolean()).isTrue();
    assertThat(again.summary().path("encoded").asInt()).isZero();

    Outcome decoded = Commands.in(base, "decode", "--date", "2026-11-01");
    assertThat(decoded.code()).as(decoded.errors()).isZero();
    assertThat(decoded.summary().path("rows").asInt()).isEqualTo(150);

    day("2026-11-03", 160);
    Outcome worse = retrain(4, "2026-11-03", HALF_TRAINED);
    assertThat(worse.summary().path("kind").asText()).isEqualTo("refused");
    assertThat(worse.summary().path("retry").asBoolean()).isFalse();
    assertThat(worse.summary().path("champion").asText()).isEqualTo("2026-11-01");
    assertThat(worse.summary().path("encoded").asInt()).isEqualTo(10);
    assertThat(worse.summary().path("message").asText())
        .startsWith("refused: 2026-11-03 is not made the champion (2026-11-01 stays it): ")
        .contains("worse");
    assertThat(codes()).isEqualTo(RowFactory.create("plane/2026-11-01", 1L, 160L, 160L));
    assertThat(retrain(4, "2026-11-03", HALF_TRAINED).summary().path("message").asText())
        .startsWith("refused already: ")
        .endsWith("; to have it decided anew: another --run-id, or --force REASON");

    Path bundle = base.resolve("runs/plane/2026-11-03/bundle");
    Files.move(bundle, base.resolve("away"));
    assertThat(retrain(3, "2026-11-03", HALF_TRAINED, "--force", "no matter").errors())
        .contains(bundle + ": there is no whole bundle here; put it back from a copy, as run ");
    Files.move(base.resolve("away"), bundle);
    Outcome forced = retrain(0, "2026-11-03", HALF_TRAINED, "--force", "its codes are wanted");
    assertThat(forced.summary().path("action").asText()).isEqualTo("force");
    assertThat(forced.summary().path("reasons").get(0).asText()).isEqualTo("its codes are wanted");
    assertThat(codes()).isEqualTo(RowFactory.create("plane/2026-11-03", 1L, 160L, 160L));

    day("2026-11-02", 150);
    Outcome older = retrain(4, "2026-11-02");
    assertThat(older.summary().path("reasons").get(0).asText())
        .isEqualTo("older: 2026-11-02 is before 2026-11-03, the date of the champion");

    assertThat(older.summary().path("not_encoded").asText())
        .isEqualTo("rows of 2026-11-03 are known, and these are of 2026-11-02");
    String way = "; begin a new run (another --run-id), or set it back: a run keeps to what it";
    assertThat(retrain(2, "2026-11-03", HALF_TRAINED, "source.column=w").errors())
        .contains(
            "--run-id 2026-11-03: prepare was made from something else: source.column was \"v\""
                + " and is now \"w\""
                + way);
    assertThat(retrain(2, "2026-11-02", HALF_TRAINED).errors())
        .contains("train was made from something else: train.epochs was 12 and is now 1" + way);
    assertThat(retrain(2, "2026-11-02", "retrain.codes=fresh").errors())
        .contains("retrain.codes was \"anchored\" and is now \"fresh\"" + way);

    Outcome back = Commands.in(base, "models", "rollback", "--reason", "a bad day");
    assertThat(back.code()).as(back.errors()).isZero();
    // Of the newest date that was decided about, whose rows it had encoded when it was champion.
    assertThat(back.errors()).contains("encoding rows of " + base.resolve("day=2026-11-03"));
    assertThat(back.summary().path("encoded").asInt()).isZero();
    assertThat(back.summary().path("not_encoded").isNull()).isTrue();
    assertThat(codes()).isEqualTo(RowFactory.create("plane/2026-11-01", 1L, 160L, 160L));
    assertThat(Commands.in(base, "models", "--json").summary().path("decisions").asInt())
        .isEqualTo(5);
    assertThat(retrain(0, "2026-11-03", HALF_TRAINED).errors())
        .contains(
            "  2026-11-03 was made the champion by decision 3\n    its codes are wanted\n",
            "\n  the champion now is 2026-11-01\n")
        .doesNotContain("is the champion");
    assertThat(retrain(2, "2026-11-03", HALF_TRAINED, "--force", "again").errors())
        .contains(
            "--force: 2026-11-03 was the champion and is not any more; use: diabolo models JOB"
                + " promote 2026-11-03");
  }

  @Test
  void rowsThatComeWhileItWorksAreOfTheNextOne() throws Exception {
    day("2026-11-01", 60);
    // Something that ends the first call early.
    Path inTheWay = base.resolve("runs/plane/_registry/journal/000001.json");
    Files.createDirectories(inTheWay.getParent());
    Files.writeString(inTheWay, "{}\n");
    assertThat(retrain(3, "2026-11-01").errors()).contains(inTheWay + ": damaged");
    Files.delete(inTheWay);
    Path other = base.resolve("other");
    Tables.write(LocalSpark.session(), Tables.plane(70).subList(60, 70), other);
    copyParts(other, base.resolve("day=2026-11-01"));

    Outcome done = retrain(0, "2026-11-01", "--force", "nobody else is there");

    assertThat(done.summary().path("action").asText()).isEqualTo("promote");
    assertThat(done.summary().path("reasons"))
        .map(JsonNode::asText)
        .containsExactly("nobody else is there", "the first model; nothing speaks against it");
    assertThat(done.summary().path("rows").asInt()).isEqualTo(60);
    int prepared = 0;
    for (JsonNode split : manifest("2026-11-01").at("/stages/prepare/rows")) {
      prepared += split.asInt();
    }
    assertThat(prepared).isEqualTo(60);
    assertThat(
            Commands.in(base, "encode", "--new", "--date", "2026-11-01")
                .summary()
                .path("encoded")
                .asInt())
        .isEqualTo(10);
  }

  @Test
  void newerContentThatHasACodeKeepsItWhateverFilesARetrainingBeganWith() throws Exception {
    Path all = base.resolve("all");
    Tables.write(LocalSpark.session(), Tables.plane(60), all);
    day("2026-11-01", 60);
    day("2026-11-02", 60);
    String[] night = {"data.max_rejects=0.5", "encode.input.path=" + all, HALF_TRAINED};
    retrain(0, "2026-11-01", night);
    // Ends early, with the files of now.
    retrain(2, "2026-11-02", night[0], night[1], "train.averaging.workers=1000");
    List<Row> changed = new ArrayList<>();
    for (Row row : Tables.plane(12)) {
      List<Double> numbers = row.<List<Double>>getAs(1).stream().map(x -> x + 1).toList();
      changed.add(RowFactory.create(row.get(0), numbers, "changed"));
    }
    Path more = base.resolve("more");
    Tables.write(LocalSpark.session(), changed, more);
    copyParts(more, all);
    Outcome fresh =
        Commands.in(
            base, "encode", "--new", "--date", "2026-11-02", "--set", night[0], "--set", night[1]);
    // Of two rows with one key that of the lower hash counts, as ever.
    assertThat(fresh.summary().path("encoded").asInt()).isBetween(1, 11);
    List<Row> newest = changedCodes();
    assertThat(newest).hasSize(fresh.summary().path("encoded").asInt());

    String[] refused = {night[0], night[1], HALF_TRAINED, "retrain.gate.better_by=0.99"};
    Outcome first = retrain(4, "2026-11-02", refused);
    assertThat(first.summary().path("champion").asText()).isEqualTo("2026-11-01");
    assertThat(first.summary().path("encoded").asInt()).isZero();
    assertThat(changedCodes()).isEqualTo(newest);
    Outcome again = retrain(4, "2026-11-02", refused);
    assertThat(again.summary().path("already").asBoolean()).isTrue();
    assertThat(again.summary().path("encoded").asInt()).isZero();
    assertThat(changedCodes()).isEqualTo(newest);
  }

  private List<Row> changedCodes() {
    codes();
    return LocalSpark.session()
        .sql("SELECT * FROM codes WHERE label = 'changed' ORDER BY id")
        .collectAsList();
  }

  @Test
  void codesAreOfTheRowsThatEncodeNames() throws Exception {
    List<Row> rows = new ArrayList<>(Tables.plane(70));
    for (int i = 0; i < 10; i++) {
      rows.add(RowFactory.create("x" + i, null, "broken"));
    }
    Path all = base.resolve("all");
    Tables.write(LocalSpark.session(), rows, all);
    Tables.write(LocalSpark.session(), rows.subList(10, 80), base.resolve("day=2026-11-01"));
    String[] sound = {"data.where=label <> 'broken'", "encode.input.path=" + all, HALF_TRAINED};
    Outcome bad = retrain(3, "2026-11-01", sound);
    assertThat(bad.errors())
        .contains("10 of 80 rows cannot be used (10 null)")
        .doesNotContain("names a wider path");
    Path part = SmallRun.part(all);
    // What comes now belongs to the next one.
    Path more = base.resolve("more");
    Tables.write(LocalSpark.session(), Tables.plane(75).subList(70, 75), more);
    copyParts(more, all);
    String[] where = {sound[0], sound[1], HALF_TRAINED, "encode.where=label <> 'broken'"};
    Files.move(part, base.resolve("away"));
    assertThat(retrain(3, "2026-11-01", where).errors())
        .contains("encode.input: " + part.getFileName() + " is gone since run 2026-11-01 began; ");
    Files.move(base.resolve("away"), part);

    Outcome done = retrain(0, "2026-11-01", where);

    assertThat(done.errors()).contains("trained already");
    assertThat(done.summary().path("rows").asInt()).isEqualTo(70);
    assertThat(codes()).isEqualTo(RowFactory.create("plane/2026-11-01", 1L, 70L, 70L));
    assertThat(retrain(2, "2026-11-01", "encode.input.path=" + more).errors())
        .contains(
            "encode.input.path: was "
                + all
                + " when run 2026-11-01 began, and is now "
                + more
                + "; begin another (another --run-id)");
    List<String> fresh = new ArrayList<>(List.of("--new", "--date", "2026-11-01"));
    for (String each : where) {
      fresh.addAll(List.of("--set", each));
    }
    Outcome encoded = Commands.in(base, "encode", fresh.toArray(String[]::new));
    assertThat(encoded.code()).as(encoded.errors()).isZero();
    assertThat(encoded.summary().path("encoded").asInt()).isEqualTo(5);
    assertThat(encoded.summary().path("warnings")).isEmpty();
  }

  @Test
  void fileThatIsGoneIsTold() throws Exception {
    day("2026-11-01", 60);
    Path inTheWay = base.resolve("runs/plane/_registry/journal/000001.json");
    Files.createDirectories(inTheWay.getParent());
    Files.writeString(inTheWay, "{}\n");
    retrain(3, "2026-11-01");
    Files.delete(inTheWay);
    Path gone;
    try (var files = Files.list(base.resolve("day=2026-11-01"))) {
      gone = files.filter(one -> one.toString().endsWith(".parquet")).sorted().findFirst().get();
    }
    Files.delete(gone);
    Path other = base.resolve("day=2026-11-02");
    day("2026-11-02", 60);

    assertThat(retrain(2, "2026-11-01", "data.input.path=" + other).errors())
        .contains(
            "data.input.path: was "
                + base.resolve("day=2026-11-01")
                + " when run 2026-11-01 began, and is now "
                + other
                + "; begin another (another --run-id)");
    assertThat(retrain(3, "2026-11-01").errors())
        .contains(
            "data.input: "
                + gone.getFileName()
                + " is gone since run 2026-11-01 began; begin another (another --run-id)");
  }

  @Test
  void dateIsNeededOnlyWhereItIsNotToday() {
    Outcome none = Commands.in(base, "retrain");

    assertThat(none.code()).isEqualTo(3);
    assertThat(none.errors())
        .contains("(today, UTC; --date names another day)")
        .contains("data.input.path: " + base + "/day=");
    assertThat(Commands.in(base, "run").errors())
        .contains("data.input.path: found ${date}, which needs --date YYYY-MM-DD");
    assertThat(Commands.in(base, "runs", "--date", "1.12.2026").errors())
        .contains("--date 1.12.2026: allowed: a date, as 2026-11-30");
  }

  private Outcome onStoreThatCannotTell(int code, String command, String... settings) {
    List<String> words = new ArrayList<>(List.of(command, base + "/job.yaml"));
    words.addAll(List.of("--workspace", "copying:" + base + "/store", "--date", "2026-11-01"));
    if (command.equals("encode")) {
      words.add("--new");
    }
    List.of(settings).forEach(setting -> words.addAll(List.of("--set", setting)));
    String setting = "spark.hadoop.fs.copying.impl";
    System.setProperty(setting, CopyingFiles.class.getName());
    try {
      Outcome outcome = Commands.captured(() -> Commands.execute(words));
      assertThat(outcome.code()).as(outcome.errors()).isEqualTo(code);
      return outcome;
    } finally {
      System.clearProperty(setting);
    }
  }

  @Test
  void storeThatCannotTellWhoWasFirstIsRefusedUnlessTheJobSaysSo() {
    day("2026-11-01", 60);
    CopyingFiles.register(LocalSpark.session().sparkContext().hadoopConfiguration());
    String rows = "encode.input.path=" + base.resolve("day=2026-11-01");
    assertThat(onStoreThatCannotTell(2, "retrain", HALF_TRAINED, rows).errors())
        .contains("/journal: this store cannot tell who was first", "retrain.unguarded: true");
    assertThat(base.resolve("store/plane/2026-11-01/prepared")).doesNotExist();

    String[] unguarded = {HALF_TRAINED, rows, "retrain.unguarded=true"};
    Outcome first = onStoreThatCannotTell(0, "retrain", unguarded);
    assertThat(first.summary().path("action").asText()).isEqualTo("promote");
    assertThat(first.summary().path("encoded").asInt()).isEqualTo(60);
    assertThat(onStoreThatCannotTell(0, "retrain", unguarded).summary().path("already").asBoolean())
        .isTrue();
    Outcome fresh = onStoreThatCannotTell(0, "encode", unguarded);
    assertThat(fresh.summary().path("rows").asInt()).isEqualTo(60);
  }
}
