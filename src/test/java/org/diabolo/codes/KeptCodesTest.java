package org.diabolo.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.diabolo.encode.Encoding;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.NotOwnerException;
import org.diabolo.network.Bundle;
import org.diabolo.store.Application;
import org.diabolo.store.Folder;
import org.diabolo.store.Series;
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

  @BeforeAll
  static void plain() {
    PLAIN.forEach(LocalSpark.session().conf()::set);
  }

  @AfterAll
  static void asBefore() {
    PLAIN.keySet().forEach(LocalSpark.session().conf()::unset);
  }

  @BeforeEach
  void open() throws IOException {
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    spec = spec();
    bundle = Untrained.of(spec);
    kept = new KeptCodes(spark, Application.NONE, codes());
    place = folder.resolve("_codes/one");
  }

  private JobSpec spec(String... overrides) {
    return Jobs.read(folder.resolve("job.yaml"), List.of(overrides));
  }

  private Folder codes() {
    return KeptCodes.place(Folder.of(folder.toString(), new Configuration()), "one");
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
    return byKey(Codes.at(codes()).rows(spark));
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
        .isEqualTo(new Codes.Status(ROWS, 0, Optional.of(path), 0, 1));
    assertThat(byKey(spark.read().parquet(path))).isEqualTo(full()).isEqualTo(current());
    assertThat(Codes.at(codes()).rows(spark).columns())
        .containsExactly(
            "id", "label", "code", "reconstruction_error", "model_version", "content_hash");
    Set<Path> before = files();

    assertThat(kept.encode(spec, bundle).encoded()).as("of the same files").isZero();
    assertThat(files()).isEqualTo(before);

    Map<String, String> all = new HashMap<>(current());
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
        .isEqualTo(new Codes.Status(ROWS + 2, 1, Optional.empty(), 4, 2));
    assertThat(files()).containsAll(before);
    // The row that left the input keeps its code.
    Map<String, String> expected = full();
    expected.put(Tables.id(5), all.get(Tables.id(5)));
    assertThat(current()).isEqualTo(expected);
    assertThat(spark.read().parquet(set(2) + "/_rejects").select("id", "reason").collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[bad,not a number]", "[new,duplicate key]");

    rows.add(0, row("later", 4, "later"));
    rows.set(rows.size() - 4, Tables.plane(ROWS).get(3));
    write(rows);
    assertThat(kept.encode(spec, bundle).encoded()).isEqualTo(2);
    expected = full();
    expected.put(Tables.id(5), all.get(Tables.id(5)));
    Codes three = Codes.at(codes());
    assertThat(current()).isEqualTo(expected).hasSize(ROWS + 3);
    assertThat(three.files())
        .containsExactlyInAnyOrderElementsOf(
            files().stream().map(Path::toString).filter(f -> !f.contains("_rejects")).toList());

    Codes compacted = kept.compact();

    String one = compacted.status().path().orElseThrow();
    assertThat(compacted.status().rows()).isEqualTo(ROWS + 3);
    assertThat(byKey(spark.read().parquet(one))).isEqualTo(expected).isEqualTo(current());
    assertThat(byKey(three.rows(spark))).as("a reader that began before").isEqualTo(expected);
    assertThat(kept.encode(spec, bundle).encoded()).as("of the same files").isZero();
    compacted.verify(spark);
    assertThat(kept.compact().status()).isEqualTo(compacted.status());
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
    write(Tables.plane(10));
    kept.encode(spec, bundle);
    write(Tables.plane(12));
    kept.encode(spec, bundle);
    Map<String, String> expected = current();
    // As of one that died, or was frozen, between its set and its list.
    Path list = place.resolve("_lists/000002.json");
    byte[] frozen = Files.readAllBytes(list);
    Files.delete(list);

    assertThat(current()).hasSize(10);
    assertThat(kept.encode(spec, bundle).encoded()).isEqualTo(2);

    assertThat(current()).isEqualTo(expected);
    try (Stream<Path> sets = Files.list(place.resolve("_sets"))) {
      assertThat(sets.map(set -> set.getFileName().toString().substring(0, 7)))
          .containsExactlyInAnyOrder("000001-", "000003-");
    }
    assertThat(Files.readString(list)).contains("\"cleared\"");
    assertThat(new Series(codes().folder("_lists")).put(2, new String(frozen)))
        .as("whether it can come late")
        .isFalse();
  }

  @Test
  void oneProcessWritesAndWhoIsSecondIsTold() throws IOException {
    write(Tables.plane(5));
    Configuration hurried = new Configuration();
    hurried.set("diabolo.owner.stale", "2s");
    Folder runs = Folder.of(folder.toString(), hurried);
    Folder other = KeptCodes.place(runs, "one").taken(Application.NONE);
    KeptCodes second = new KeptCodes(spark, Application.NONE, KeptCodes.place(runs, "one"));
    try {
      assertThatThrownBy(() -> second.encode(spec, bundle))
          .isInstanceOf(NotOwnerException.class)
          .hasMessageContaining("one is owned by");
    } finally {
      other.letGo();
    }
    assertThat(Codes.isAt(codes())).isFalse();
  }

  @Test
  void damageIsToldWithItsName() throws IOException {
    write(Tables.plane(10));
    Codes codes = kept.encode(spec, bundle).codes();
    write(Tables.plane(12));
    kept.encode(spec, bundle);
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
    assertThatThrownBy(() -> Codes.at(codes()))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(list + ": damaged: its CRC-32C is ");
    assertThatThrownBy(() -> kept.encode(spec, bundle)).isInstanceOf(BadDataException.class);
    Files.writeString(list, text.replace("\"number\" : 2", "\"number\" : 1"));
    Files.delete(place.resolve("_lists/000001.json"));
    Files.writeString(list, text);
    assertThatThrownBy(() -> Codes.at(codes()))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(place + "/_lists/000001.json: missing; remove " + place);

    FileUtils.deleteDirectory(place.toFile());
    assertThatThrownBy(() -> Codes.at(codes()))
        .isInstanceOf(BadDataException.class)
        .hasMessage(place + ": holds no codes (make them with: diabolo encode --new)");
    assertThat(kept.encode(spec, bundle).encoded()).isEqualTo(12);
  }

  @Test
  void whatIsNotOursOrOfAnotherJobIsRefused() throws IOException {
    write(Tables.plane(5));
    Files.createDirectories(place);
    Files.writeString(place.resolve("mine"), "mine");
    assertThatThrownBy(() -> kept.encode(spec, bundle))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            place
                + ": holds mine, which is none of our codes; move it away, or name another"
                + " --workspace");
    assertThat(place.toFile().list()).containsExactly("mine");
    Files.delete(place.resolve("mine"));
    kept.encode(spec, bundle);
    assertThatThrownBy(() -> kept.encode(spec("encode.columns=[]"), bundle))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith(
            "encode: was {\"columns\":[\"label\"]} when the codes in " + place + " were made");
    Bundle other = Untrained.of(spec("train.seed=4"));
    assertThatThrownBy(() -> kept.encode(spec, other))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(place + ": holds codes of another model of this version");
  }
}
