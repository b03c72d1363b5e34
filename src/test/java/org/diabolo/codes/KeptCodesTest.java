package org.diabolo.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.diabolo.encode.Encoding;
import org.diabolo.encode.Made;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.JobText;
import org.diabolo.job.NotOwnerException;
import org.diabolo.network.Bundle;
import org.diabolo.store.Application;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.Series;
import org.diabolo.store.SummedJson;
import org.diabolo.testing.CopyingFiles;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.diabolo.testing.Untrained;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptCodesTest {
  private static final int ROWS = 60;

  @TempDir static Path base;
  @TempDir Path folder;

  /** Of tiny queries, whose code is not worth compiling. */
  private static final Map<String, String> PLAIN =
      Map.of(
          "spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");

  private final SparkSession spark = LocalSpark.session();
  private JobSpec spec;
  private Bundle bundle;
  private KeptCodes kept;
  private Path place;

  /** Codes of ten rows and of two that came later, for tests that each spoil a copy. */
  @BeforeAll
  static void encodeTwice() throws IOException {
    PLAIN.forEach(LocalSpark.session().conf()::set);
    JobSpec spec = spec(base);
    for (int rows : List.of(10, 12)) {
      Tables.write(LocalSpark.session(), Tables.plane(rows), base.resolve("input"));
      kept(base).encode(spec, Untrained.of(spec));
    }
  }

  @AfterAll
  static void asBefore() {
    PLAIN.keySet().forEach(LocalSpark.session().conf()::unset);
  }

  @BeforeEach
  void open() throws IOException {
    spec = spec(folder);
    bundle = Untrained.of(spec);
    kept = kept(folder);
    place = folder.resolve("_codes/one");
  }

  /** Goes on with a copy. */
  private void copy() throws IOException {
    FileUtils.copyDirectory(base.resolve("_codes").toFile(), folder.resolve("_codes").toFile());
    spec = spec(base);
  }

  private static JobSpec spec(Path folder, String... overrides) throws IOException {
    Path job = folder.resolve("job.yaml");
    Files.writeString(job, Tables.job(folder.resolve("input")));
    return Jobs.read(job, List.of(overrides));
  }

  /** The rule in docs/codes.md, and what becomes of rows that it leaves out later. */
  @Test
  void rowsAreAllUnlessEncodeSaysWhich() throws IOException {
    List<Row> rows = new ArrayList<>(Tables.plane(6));
    rows.add(RowFactory.create("x0", null, "broken"));
    rows.add(RowFactory.create("x1", null, "broken"));
    write(rows);
    JobSpec all = spec(folder, "data.where=label <> 'broken'");
    assertThatThrownBy(() -> kept.encode(all, bundle))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("2 of 8 rows cannot be used (2 null), data.max_rejects allows 0.05")
        .hasMessageEndingWith(
            "; these codes are of all rows, also of those that data.where leaves out of the"
                + " training: encode.where chooses others");

    // Labels of six rows are 0, 1, 2, 0, 1, 2.
    JobSpec some = spec(folder, "encode.where=label = 'label 0'");
    assertThat(kept.encode(some, bundle).encoded()).isEqualTo(2);
    JobSpec good = spec(folder, "encode.where=label <> 'broken'", "data.where=label = 'label 2'");
    assertThat(kept.encode(good, bundle).encoded()).isEqualTo(4);
    KeptCodes.Kept again = kept.encode(some, bundle);
    assertThat(again.encoded()).isZero();
    assertThat(again.codes().status().rows()).isEqualTo(6);

    Tables.write(spark, Tables.plane(8), folder.resolve("other"));
    JobSpec other = spec(folder, "encode.input.path=" + folder.resolve("other"));
    KeptCodes.Kept wider = kept.encode(other, bundle);
    assertThat(wider.encoded()).isEqualTo(2);
    assertThat(byKey(wider.codes().rows(spark)).keySet())
        .containsExactlyInAnyOrderElementsOf(
            Tables.plane(8).stream().map(row -> row.getString(0)).toList());
  }

  @Test
  void codesOfOneDatesPathAreWarnedOf() throws IOException {
    JobText text = new JobText("FILE", Tables.job(Path.of("/rows/day=${date}")));
    JobText dated = text.on(LocalDate.of(2026, 11, 30));

    assertThat(KeptCodes.narrowness(JobSpec.read(dated, List.of())))
        .hasValue(
            "data.input.path: has ${date}, so codes are of the rows in /rows/day=2026-11-30 alone;"
                + " encode.input names a wider path");
    assertThat(KeptCodes.narrowness(JobSpec.read(dated, List.of("encode.input.path=/rows"))))
        .isEmpty();
    String ofItsOwn = "encode.input.path=/all/${date}";
    assertThat(KeptCodes.narrowness(JobSpec.read(dated, List.of(ofItsOwn))))
        .hasValue(
            "encode.input.path: has ${date}, so codes are of the rows in /all/2026-11-30 alone");
    assertThat(KeptCodes.narrowness(spec)).isEmpty();
  }

  private static Folder codes(Path folder) {
    return KeptCodes.place(Folder.of(folder.toString(), new Configuration()), "one");
  }

  private Folder codes() {
    return codes(folder);
  }

  private static KeptCodes kept(Path folder) {
    return new KeptCodes(LocalSpark.session(), Application.NONE, codes(folder));
  }

  private void write(List<Row> rows) {
    Tables.write(spark, rows, folder.resolve("input"));
  }

  private static Row row(String key, double number, String label) {
    return RowFactory.create(key, Collections.nCopies(Tables.SIZE, number), label);
  }

  /** Key to all that is read of it. */
  private static Map<String, String> byKey(Dataset<Row> rows) {
    Map<String, String> byKey = new HashMap<>();
    for (Row row :
        rows.select("id", "label", "code", "reconstruction_error", "model_version")
            .collectAsList()) {
      assertThat(byKey.put(row.getString(0), row.toString())).as(row.getString(0)).isNull();
    }
    return byKey;
  }

  /** What a full encoding of the input gives. */
  private Map<String, String> full() {
    Folder full = Folder.of(folder.resolve("full").toString(), new Configuration());
    new Encoding(spark, spec, bundle).run(spec.data().input(), full);
    return byKey(spark.read().parquet(full.path().toString()));
  }

  private Set<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return new HashSet<>(files.filter(file -> file.toString().endsWith(".parquet")).toList());
    }
  }

  private Map<String, String> current() {
    return byKey(ModelCodes.at(codes()).rows(spark));
  }

  /** As an older version wrote them, whose rows do not tell their code space. */
  private void age() throws IOException {
    Lists lists = Lists.in(codes());
    for (Part part : lists.since(lists.series().highest())) {
      Folder set = lists.set(part);
      Path place = Path.of(set.path().toUri().getPath());
      Path aged = folder.resolve("aged");
      spark.read().parquet(place.toString()).drop("code_space").write().parquet(aged.toString());
      for (Path file : list(place)) {
        if (file.getFileName().toString().contains("part-")) {
          Files.delete(file);
        }
      }
      for (Path file : list(aged)) {
        if (file.getFileName().toString().startsWith("part-")) {
          Files.move(file, place.resolve(file.getFileName()));
        }
      }
      FileUtils.deleteDirectory(aged.toFile());
      Made made = part.made();
      Made.write(spark, set, made.from(), made.rows(), made.rejected());
      String schema = spark.read().parquet(place.toString()).schema().json();
      String file = "%06d.json".formatted(part.number());
      Path lying = this.place.resolve("_lists");
      Files.deleteIfExists(lying.resolve("." + file + ".crc"));
      Files.writeString(
          lying.resolve(file),
          SummedJson.text(
              new Part(
                  part.number(),
                  part.time(),
                  part.kind(),
                  part.set(),
                  part.added(),
                  Json.read(schema, JsonNode.class),
                  Made.at(set).orElseThrow())));
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void setsOfOlderVersionsAreOfTheSpaceOfTheirVersion() throws IOException {
    copy();
    age();
    assertThat(spark.read().parquet(ModelCodes.at(codes()).files().get(0)).columns())
        .doesNotContain("code_space");
    assertThat(spaces(ModelCodes.at(codes()))).containsOnly("test/one").hasSize(12);

    write(Tables.plane(14));
    spec = spec(folder);
    ModelCodes more = kept.encode(spec, bundle).codes();
    assertThat(spaces(more)).containsOnly("test/one").hasSize(14);
    assertThat(more.codeSpace()).isEqualTo("test/one");

    ModelCodes one = kept.compact(spec);
    assertThat(spaces(one)).containsOnly("test/one").hasSize(14);
    assertThat(spark.read().parquet(one.status().path().orElseThrow()).columns())
        .contains("code_space");
  }

  private List<String> spaces(ModelCodes codes) {
    return codes.rows(spark).select("code_space").as(Encoders.STRING()).collectAsList();
  }

  @Test
  void setsOfTwoSpacesAreNotPutTogether() throws IOException {
    copy();
    List<CodeSet> sets = new ArrayList<>();
    Lists lists = Lists.in(codes());
    lists.since(lists.series().highest()).forEach(part -> sets.add(CodeSet.of(lists, part)));
    CodeSet last = sets.remove(1);
    Map<String, String> model = new HashMap<>(last.made().from().model());
    model.put("code_space", "test/other");
    Made made = last.made();
    Made.From from = new Made.From(model, made.from().input(), made.from().job());
    sets.add(
        new CodeSet(
            last.folder(),
            new Made(from, made.rows(), made.rejected(), made.files(), made.crc32c()),
            last.added(),
            last.schema()));

    assertThatThrownBy(() -> new ModelCodes(codes(), sets).rows(spark))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(sets.get(0).folder() + ": holds codes of code space test/one, and ")
        .hasMessageContaining(" of test/other: they cannot stand side by side; remove ");
  }

  @Test
  void lateChangedAndNewRowsAreOneCase() throws IOException {
    List<Row> rows = new ArrayList<>(Tables.plane(ROWS));
    rows.add(RowFactory.create("bad", Collections.nCopies(Tables.SIZE, Double.NaN), "bad"));
    write(rows);

    KeptCodes.Kept first = kept.encode(spec, bundle);

    assertThat(first.encoded()).isEqualTo(ROWS);
    String path = first.codes().status().path().orElseThrow();
    assertThat(first.codes().status())
        .isEqualTo(new ModelCodes.Status(ROWS, 0, Optional.of(path), 0, 1));
    assertThat(spark.read().parquet(path).columns())
        .containsExactly(
            "id",
            "label",
            "code",
            "reconstruction_error",
            "model_version",
            "code_space",
            "content_hash");
    Set<Path> before = files();

    assertThat(kept.encode(spec, bundle).encoded()).as("of the same files").isZero();
    assertThat(files()).isEqualTo(before);

    String gone = byKey(spark.read().parquet(path)).get(Tables.id(5));
    rows.set(3, row(Tables.id(3), 7, "changed"));
    rows.set(4, RowFactory.create(Tables.id(4), rows.get(4).get(1), "another label"));
    rows.remove(5);
    rows.add(row("late", 1, "late"));
    rows.add(row("new", 2, "twice"));
    rows.add(row("new", 3, "twice"));
    Collections.reverse(rows);
    write(rows);
    KeptCodes.Kept second = kept.encode(spec, bundle);

    assertThat(second.encoded()).isEqualTo(4);
    assertThat(second.codes().status())
        .isEqualTo(new ModelCodes.Status(ROWS + 2, 1, Optional.empty(), 4, 2));
    assertThat(files()).containsAll(before);
    assertThat(spark.read().parquet(set(2) + "/_rejects").select("id", "reason").collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[bad,not a number]", "[new,duplicate key]");

    rows.add(0, row("later", 4, "later"));
    rows.set(rows.size() - 4, Tables.plane(ROWS).get(3));
    write(rows);
    assertThat(kept.encode(spec, bundle).encoded()).isEqualTo(2);
    Map<String, String> expected = full();
    // The row that left the input keeps its code.
    expected.put(Tables.id(5), gone);
    ModelCodes three = ModelCodes.at(codes());
    assertThat(current()).isEqualTo(expected).hasSize(ROWS + 3);
    assertThat(three.files())
        .containsExactlyInAnyOrderElementsOf(
            files().stream().map(Path::toString).filter(f -> !f.contains("_rejects")).toList());

    ModelCodes compacted = kept.compact(spec);

    String one = compacted.status().path().orElseThrow();
    assertThat(compacted.status().rows()).isEqualTo(ROWS + 3);
    assertThat(byKey(spark.read().parquet(one))).isEqualTo(expected).isEqualTo(current());
    assertThat(byKey(three.rows(spark))).as("a reader that began before").isEqualTo(expected);
    assertThat(kept.encode(spec, bundle).encoded()).as("of the same files").isZero();
    compacted.verify(spark);
    assertThat(kept.compact(spec).status()).isEqualTo(compacted.status());
  }

  private String set(int number) throws IOException {
    try (Stream<Path> sets = Files.list(place.resolve("_sets"))) {
      return sets.map(Path::toString)
          .filter(set -> set.contains(String.format("/_sets/%06d-", number)))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void whatNoListNamesIsNotThereAndIsRemovedByTheNext() throws IOException {
    copy();
    Map<String, String> expected = current();
    // As of one that died, or was frozen, between its set and its list.
    Path list = place.resolve("_lists/000002.json");
    String frozen = Files.readString(list);
    Files.delete(list);

    assertThat(current()).hasSize(10);
    assertThat(kept.encode(spec, bundle).encoded()).isEqualTo(2);

    assertThat(current()).isEqualTo(expected).hasSize(12);
    assertThat(sets()).containsExactly("000001", "000003");
    assertThat(Files.readString(list)).contains("\"cleared\"");
    assertThat(new Series(codes().folder("_lists")).put(2, frozen))
        .as("whether it can come late")
        .isFalse();
  }

  private List<String> sets() throws IOException {
    try (Stream<Path> sets = Files.list(place.resolve("_sets"))) {
      return sets.map(set -> set.getFileName().toString().substring(0, 6)).sorted().toList();
    }
  }

  @Test
  void whoIsNotFirstToPutTheListIsToldAndLeavesNothing() throws IOException {
    copy();
    Files.delete(place.resolve("_lists/000002.json"));
    FileUtils.deleteDirectory(Path.of(set(2)).toFile());
    Series lists = new Series(codes().folder("_lists"));
    SparkListener first =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            lists.put(2, SummedJson.text(Part.cleared(2, "now")));
          }
        };
    spark.sparkContext().addSparkListener(first);
    try {
      assertThatThrownBy(() -> kept.encode(spec, bundle))
          .isInstanceOf(NotOwnerException.class)
          .hasMessage(
              "codes in "
                  + place
                  + ": somebody else was first to put list 2; what this command has encoded is not"
                  + " among them; run it again");
    } finally {
      spark.sparkContext().removeSparkListener(first);
    }
    assertThat(sets()).containsExactly("000001");
    assertThat(ModelCodes.at(codes()).status().rows()).isEqualTo(10);
  }

  @Test
  void columnsOfAnotherTypeAreBadData() throws IOException {
    copy();
    JobSpec other = spec(folder);
    spark
        .createDataFrame(Tables.plane(3), Tables.SCHEMA)
        .withColumn("label", functions.array(functions.lit(1)))
        .write()
        .parquet(folder.resolve("input").toString());
    assertThatThrownBy(() -> kept.encode(other, bundle))
        .isInstanceOf(BadDataException.class)
        .hasMessageMatching(
            place
                + ": its codes have columns struct<id:string,label:string,code.*, and those of the"
                + " input now give struct<id:string,label:array<int>,.*; mend the input, or .*");
    assertThat(sets()).containsExactly("000001", "000002");
  }

  @Test
  void damageIsToldWithItsName() throws IOException {
    copy();
    ModelCodes codes = ModelCodes.at(codes());
    Path file = Path.of(codes.files().get(0));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> codes.verify(spark))
        .isInstanceOf(BadDataException.class)
        .hasMessageMatching(
            file
                + " is damaged: its CRC-32C is \\w{8}, not \\w{8}; remove "
                + place
                + " and have all rows encoded again: diabolo encode --new");
    Files.write(file, new byte[3]);
    assertThatThrownBy(() -> codes.rows(spark))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(file + " has 3 bytes where " + bytes.length + " were written");

    Path list = place.resolve("_lists/000002.json");
    String text = Files.readString(list);
    Files.writeString(list, text.replace("\"added\" : 2", "\"added\" : 3"));
    assertThatThrownBy(() -> ModelCodes.at(codes()))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(list + ": damaged: its CRC-32C is ");
    Files.move(list, place.resolve("_lists/000003.json"));
    assertThatThrownBy(() -> ModelCodes.at(codes())).isInstanceOf(BadDataException.class);
    Files.writeString(place.resolve("_lists/000003.json"), text);
    assertThatThrownBy(() -> ModelCodes.at(codes()))
        .hasMessageStartingWith(
            place + "/_lists/000003.json: it says that it is number 2; remove " + place);
    Files.writeString(list, text);
    Files.delete(place.resolve("_lists/000003.json"));
    Files.delete(place.resolve("_lists/000001.json"));
    assertThatThrownBy(() -> kept.encode(spec, bundle))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(place + "/_lists/000001.json: missing; remove " + place);

    FileUtils.deleteDirectory(place.toFile());
    assertThatThrownBy(() -> ModelCodes.at(codes()))
        .isInstanceOf(BadDataException.class)
        .hasMessage(place + ": holds no codes (make them with: diabolo encode --new)");
  }

  @Test
  void whatIsNotOursOrOfAnotherJobIsRefused() throws IOException {
    copy();
    JobSpec others = spec(base, "encode.columns=[]");
    assertThatThrownBy(() -> kept.encode(others, bundle))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith(
            "encode.columns: was [\"label\"] when the codes in " + place + " were made");
    Bundle other = Untrained.of(spec(base, "train.seed=4"));
    assertThatThrownBy(() -> kept.encode(spec, other))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(place + ": holds codes of another model of this version");
    Files.writeString(place.resolve("mine"), "mine");
    assertThatThrownBy(() -> kept.encode(spec, bundle))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            place
                + ": holds mine, which is none of our codes; move it away, or name another"
                + " --workspace");
  }

  @Test
  void storeThatCannotTellWhoWasFirstIsRefusedUnlessTheJobSaysSo() throws IOException {
    CopyingFiles.register(spark.sparkContext().hadoopConfiguration());
    Folder copying = Folder.of("copying:" + folder, spark.sparkContext().hadoopConfiguration());
    KeptCodes there = new KeptCodes(spark, Application.NONE, copying.folder("codes"));
    Tables.write(spark, Tables.plane(3), folder.resolve("input"));
    assertThatThrownBy(() -> there.encode(spec, bundle))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("/codes/_lists: this store cannot tell who was first")
        .hasMessageEndingWith("say so: retrain.unguarded: true");
    assertThat(copying.folder("codes").hasFolder("_sets")).isFalse();

    JobSpec unguarded = spec(folder, "retrain.unguarded=true");
    assertThat(there.encode(unguarded, bundle).encoded()).isEqualTo(3);
    Tables.write(spark, Tables.plane(5), folder.resolve("input"));
    assertThat(there.encode(unguarded, bundle).encoded()).isEqualTo(2);
    assertThat(there.compact(unguarded).status().path()).isPresent();
    assertThat(ModelCodes.at(copying.folder("codes")).rows(spark).count()).isEqualTo(5);
  }
}
