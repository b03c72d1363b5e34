package org.diabolo.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.batch.Example;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.field.NumberField;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.store.Folder;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
  private static final int ROWS = 3000;
  private static final int EACH = 6;

  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  /** 3,000 rows of which the first 30 are damaged, six in each of five ways. */
  private List<Row> damaged() {
    List<Row> rows = new ArrayList<>(Tables.plane(ROWS));
    for (int i = 0; i < EACH; i++) {
      rows.set(i, RowFactory.create(Tables.id(i), null, "null"));
      rows.set(EACH + i, with(rows.get(EACH + i), 3, Double.NaN));
      rows.set(2 * EACH + i, with(rows.get(2 * EACH + i), 5, Double.NEGATIVE_INFINITY));
      Row shorter = rows.get(3 * EACH + i);
      rows.set(
          3 * EACH + i,
          RowFactory.create(shorter.get(0), shorter.<List<Double>>getAs(1).subList(0, 7), "short"));
      // The key of a row that is fine, with other numbers.
      Row original = rows.get(100 + i);
      rows.set(4 * EACH + i, with(rows.get(4 * EACH + i), original.getString(0)));
    }
    return rows;
  }

  private static Row with(Row row, int place, double number) {
    List<Double> numbers = new ArrayList<>(row.<List<Double>>getAs(1));
    numbers.set(place, number);
    return RowFactory.create(row.get(0), numbers, row.get(2));
  }

  private static Row with(Row row, String key) {
    return RowFactory.create(key, row.getAs(1), row.get(2));
  }

  private JobSpec spec(String... overrides) throws Exception {
    Path job = folder.resolve("job.yaml");
    Files.writeString(job, Tables.job(folder.resolve("input")));
    return Jobs.read(job, List.of(overrides));
  }

  private Folder at(String name) {
    return Folder.of(folder.resolve(name).toString(), new Configuration());
  }

  private PreparedCorpus prepare(String... overrides) throws Exception {
    return new Preparation(spark, spec(overrides)).run(at("prepared"), at("rejects"));
  }

  @Test
  void damagedRowsAndNoOthersAreRejectedWithReasonAndColumn() throws Exception {
    Tables.write(spark, damaged(), folder.resolve("input"));

    PreparedCorpus corpus = prepare();

    assertThat(corpus.card().rejects().rows()).isEqualTo(ROWS);
    assertThat(corpus.card().rejects().rejected()).isEqualTo(30);
    List<Row> rejects = spark.read().parquet(at("rejects").path().toString()).collectAsList();
    Map<String, List<String>> keys = new HashMap<>();
    rejects.forEach(
        row ->
            keys.computeIfAbsent(
                    row.getAs("reason") + " in " + row.getAs("column"), r -> new ArrayList<>())
                .add(row.getAs("id")));
    assertThat(keys.get("null in v")).containsExactlyInAnyOrderElementsOf(ids(0));
    assertThat(keys.get("not a number in v[3]")).containsExactlyInAnyOrderElementsOf(ids(EACH));
    assertThat(keys.get("infinite in v[5]")).containsExactlyInAnyOrderElementsOf(ids(2 * EACH));
    assertThat(keys.get("wrong length in v")).containsExactlyInAnyOrderElementsOf(ids(3 * EACH));
    assertThat(keys.get("duplicate key in id")).containsExactlyInAnyOrderElementsOf(ids(100));
    assertThat(keys).hasSize(5);
    assertThat(rejects)
        .filteredOn(row -> row.getAs("reason").equals("wrong length"))
        .allMatch(row -> row.getAs("value").equals("7 instead of 8"));

    Set<String> kept = new HashSet<>();
    for (Split split : Split.values()) {
      corpus
          .read(spark)
          .examples(split)
          .collect()
          .forEach(e -> assertThat(kept.add(e.key())).isTrue());
    }
    assertThat(kept).hasSize(ROWS - 30).doesNotContainAnyElementsOf(ids(0)).containsAll(ids(100));
  }

  private static List<String> ids(int first) {
    List<String> ids = new ArrayList<>();
    for (int i = first; i < first + EACH; i++) {
      ids.add(Tables.id(i));
    }
    return ids;
  }

  @Test
  void tooManyRejectsStopTheJobAndLeaveNoCorpus() throws Exception {
    Tables.write(spark, damaged(), folder.resolve("input"));

    assertThatThrownBy(() -> prepare("data.max_rejects=0"))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("30 of 3000 rows cannot be used")
        .hasMessageContaining("6 duplicate key, 6 infinite, 6 not a number, 6 null, 6 wrong length")
        .hasMessageContaining("data.max_rejects allows 0.0");

    assertThat(folder.resolve("prepared")).doesNotExist();
    assertThat(spark.read().parquet(at("rejects").path().toString()).count()).isEqualTo(30);
  }

  @Test
  void splitFollowsTheCrcOfTheKey() throws Exception {
    Tables.write(spark, Tables.plane(400), folder.resolve("input"));

    PreparedCorpus corpus = prepare();

    for (Split split : Split.values()) {
      for (Example example : corpus.read(spark).examples(split).collect()) {
        CRC32 crc = new CRC32();
        crc.update(example.key().getBytes());
        double place = crc.getValue() % 10_000 / 10_000.0;
        Split expected = place < 0.2 ? Split.TEST : place < 0.3 ? Split.VALID : Split.TRAIN;
        assertThat(split).as(example.key()).isEqualTo(expected);
      }
    }
    assertThat(corpus.card().rows().values().stream().mapToLong(n -> n).sum()).isEqualTo(400);
  }

  @Test
  void namedColumnDecidesTheTestSplit() throws Exception {
    Tables.write(spark, Tables.plane(300), folder.resolve("input"));

    PreparedCorpus corpus =
        prepare(
            "data.split={column: label, test: [label 1], valid: 0}",
            "train.patience=~",
            "encode.columns=[]");

    assertThat(corpus.card().rows()).isEqualTo(Map.of("test", 100L, "train", 200L));
  }

  @Test
  void statisticsComeFromTheTrainSplitOnly() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      boolean test = i % 3 == 1;
      rows.add(
          RowFactory.create(
              Tables.id(i), List.of(test ? 1e6 : (double) i, 7.0), test ? "test" : "train"));
    }
    Tables.write(spark, rows, folder.resolve("input"));

    PreparedCorpus corpus =
        prepare(
            "data.split={column: label, test: [test], valid: 0}",
            "train.patience=~",
            "source.scale=minmax",
            "encode.columns=[]");

    NumberField source = (NumberField) corpus.card().source();
    assertThat(source.toNetwork(new double[] {0, 7})).containsExactly(0f, 0f);
    assertThat(source.toNetwork(new double[] {29, 7})).containsExactly(1f, 0f);
    assertThat(source.toRaw(new float[] {0.5f, 0.3f}, 0)[1])
        .as("a constant column, whatever the network says of it")
        .isEqualTo(7);
  }

  @Test
  void severalColumnsAndMlVectorsGiveTheSameNumbersAsAnArray() throws Exception {
    Tables.write(spark, Tables.plane(50), folder.resolve("input"));
    PreparedCorpus array = prepare("source.scale=none");
    Map<String, float[]> expected = new HashMap<>();
    array
        .read(spark)
        .examples(Split.TRAIN)
        .collect()
        .forEach(e -> expected.put(e.key(), e.source()));
    var table = spark.read().parquet(folder.resolve("input").toString());
    String columns = "c0, c1, c2, c3, c4, c5, c6, c7";
    table
        .selectExpr(
            "id", "label", "v[0] c0", "v[1] c1", "v[2] c2", "v[3] c3", "v[4] c4", "v[5] c5",
            "v[6] c6", "v[7] c7")
        .write()
        .parquet(folder.resolve("wide").toString());
    table
        .withColumn("v", org.apache.spark.ml.functions.array_to_vector(table.col("v")))
        .write()
        .parquet(folder.resolve("vectors").toString());

    PreparedCorpus wide =
        prepare(
            "data.input.path=" + folder.resolve("wide"),
            "source={kind: vector, columns: [" + columns + "], scale: none}");
    check(wide, expected);
    PreparedCorpus vectors =
        prepare("data.input.path=" + folder.resolve("vectors"), "source.scale=none");
    check(vectors, expected);
  }

  private void check(PreparedCorpus corpus, Map<String, float[]> expected) {
    List<Example> found = corpus.read(spark).examples(Split.TRAIN).collect();
    assertThat(found).hasSize(expected.size());
    found.forEach(e -> assertThat(e.source()).as(e.key()).isEqualTo(expected.get(e.key())));
  }

  @Test
  void missingColumnsAreAllNamedAtOnce() throws Exception {
    Tables.write(spark, Tables.plane(10), folder.resolve("input"));

    assertThatThrownBy(() -> prepare("data.key=key", "source.column=w", "encode.columns=[lable]"))
        .isInstanceOfSatisfying(
            InvalidJobException.class,
            e ->
                assertThat(e.lines())
                    .containsExactly(
                        "data.key: there is no column key in the input, allowed: id, v, label",
                        "source.column: there is no column w in the input, allowed: id, v, label",
                        "encode.columns: there is no column lable in the input, allowed: id, v,"
                            + " label"));
  }

  @Test
  void columnsOfRowsThatAreEncodedLaterAreLookedForThere() throws Exception {
    Tables.write(spark, Tables.plane(10), folder.resolve("input"));
    spark
        .read()
        .parquet(folder.resolve("input").toString())
        .withColumnRenamed("label", "sku")
        .write()
        .parquet(folder.resolve("all").toString());
    String all = "encode.input.path=" + folder.resolve("all");

    assertThat(prepare(all, "encode.columns=[sku]").card().rejects().rows()).isEqualTo(10);
    assertThatThrownBy(() -> prepare(all, "encode.columns=[label]"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "encode.input.path: "
                + folder.resolve("all")
                + ": encode.columns: there is no column label in the input, allowed: id, v, sku");
  }

  @Test
  void columnOfAnotherTypeIsRefused() throws Exception {
    Tables.write(spark, Tables.plane(10), folder.resolve("input"));

    assertThatThrownBy(() -> prepare("source.column=label"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "source.column: label is of type string, allowed: an array of numbers or an ML vector"
                + " (for numeric columns say columns: [...])");
  }

  @Test
  void emptyMissingAndUnreadableInputsAreBadData() throws Exception {
    assertThatThrownBy(() -> prepare())
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("input does not exist");

    Tables.write(spark, List.of(), folder.resolve("input"));
    assertThatThrownBy(() -> prepare("source.size=8"))
        .isInstanceOf(BadDataException.class)
        .hasMessageEndingWith("input has no rows");

    Path text =
        Files.writeString(folder.resolve("notes.txt"), "not Parquet at all, but long enough");
    assertThatThrownBy(() -> prepare("data.input.path=" + text))
        .isInstanceOf(BadDataException.class)
        .hasMessageEndingWith("notes.txt is damaged: it is not a Parquet file, or cut: 35 bytes");
  }

  @Test
  void csvKeepsItsKeysAsWrittenAndOneWordAmongNumbersIsOneReject() throws Exception {
    StringBuilder text = new StringBuilder("id,a,b,label\n");
    for (int i = 0; i < 60; i++) {
      text.append("00%d,%s,%d,x\n".formatted(i, i == 4 ? "abc" : "" + i * 0.5, i));
    }
    Path csv = Files.writeString(folder.resolve("table.csv"), text);

    PreparedCorpus corpus =
        prepare(
            "data.input={format: csv, path: " + csv + "}",
            "source={kind: vector, columns: [a, b]}");

    List<Row> rejects = spark.read().parquet(at("rejects").path().toString()).collectAsList();
    assertThat(rejects).hasSize(1);
    assertThat(rejects.get(0).mkString("|")).isEqualTo("004|not a number|a|abc");
    assertThat(corpus.read(spark).examples(Split.TRAIN).map(Example::key).collect())
        .isNotEmpty()
        .allMatch(key -> key.startsWith("00"));
  }

  @Test
  void whatOnlyJavaTakesForANumberIsAWord() throws Exception {
    List<String> words =
        List.of("1.5d", "1f", "0x1p3", "NaN", "Infinity", "inf", "1e", ".", "1_0", "1,5", "x");
    StringBuilder text = new StringBuilder("id;a;b;side\n");
    for (int i = 0; i < 60; i++) {
      String number =
          i < words.size() ? words.get(i) : List.of(" 1.5 ", "+.5", "5.", "1e3").get(i % 4);
      text.append("r%02d;%s;%d;%03d\n".formatted(i, number, i, i % 3));
    }
    text.append("r60;1e39;1;000\nr61;-1e999;1;000\nr62;1;1d;000\nr63;;2;000\n");
    Path csv = Files.writeString(folder.resolve("table.csv"), text);

    PreparedCorpus corpus =
        prepare(
            "data={key: id, max_rejects: 0.5, input: {format: csv, path: "
                + csv
                + ", options: {sep: ;}}, split: {column: side, test: [001], valid: 0}}",
            "source={kind: vector, columns: [a, b], scale: none}",
            "train.patience=~",
            "encode.columns=[a, b]");

    List<String> expected = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      expected.add("r%02d|not a number|a|%s".formatted(i, words.get(i)));
    }
    expected.add("r60|too large for a float|a|1e39");
    expected.add("r61|too large for a float|a|-1e999");
    expected.add("r62|not a number|b|1d");
    expected.add("r63|null|a|null");
    assertThat(spark.read().parquet(at("rejects").path().toString()).collectAsList())
        .extracting(row -> row.mkString("|"))
        .containsExactlyInAnyOrderElementsOf(expected);
    Map<String, float[]> found = new HashMap<>();
    corpus.read(spark).examples(Split.TRAIN).collect().forEach(e -> found.put(e.key(), e.source()));
    assertThat(found.get("r12")).containsExactly(1.5f, 12f);
    assertThat(found.get("r14")).containsExactly(5f, 14f);
    assertThat(found.get("r15")).containsExactly(1000f, 15f);
    assertThat(corpus.rows(Split.TEST)).as("001 is as it is written").isEqualTo(16);
  }

  @Test
  void binaryKeyHasOneTextAndNoTwoHaveTheSame() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      // Almost none of them is UTF-8, and all of those read as the same text.
      rows.add(RowFactory.create(new byte[] {(byte) i, (byte) 0xff}, List.of(1.0 * i, 2.0)));
    }
    rows.add(RowFactory.create(new byte[] {(byte) 0xc3, (byte) 0xff}, List.of(1.0, 2.0)));
    spark
        .createDataFrame(
            rows,
            new StructType()
                .add("id", DataTypes.BinaryType)
                .add("v", DataTypes.createArrayType(DataTypes.DoubleType)))
        .write()
        .parquet(folder.resolve("input").toString());

    PreparedCorpus corpus = prepare("encode.columns=[]");

    Set<String> keys = new HashSet<>();
    for (Split split : Split.values()) {
      for (Example example : corpus.read(spark).examples(split).collect()) {
        keys.add(example.key());
        CRC32 crc = new CRC32();
        crc.update(example.key().getBytes(StandardCharsets.UTF_8));
        double place = crc.getValue() % 10_000 / 10_000.0;
        assertThat(split)
            .isEqualTo(place < 0.2 ? Split.TEST : place < 0.3 ? Split.VALID : Split.TRAIN);
      }
    }
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 256; i++) {
      expected.add(HexFormat.of().withUpperCase().formatHex(new byte[] {(byte) i, -1}));
    }
    assertThat(keys).isEqualTo(expected);
    Row reject = spark.read().parquet(at("rejects").path().toString()).first();
    assertThat((byte[]) reject.get(0)).isEqualTo(new byte[] {(byte) 0xc3, -1});
    assertThat(reject.getString(3)).isEqualTo("C3FF");
  }

  @Test
  void aNullVectorIsAReject() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (Row row : Tables.plane(60)) {
      double[] numbers = row.<List<Double>>getAs(1).stream().mapToDouble(x -> x).toArray();
      rows.add(RowFactory.create(row.get(0), rows.size() == 7 ? null : Vectors.dense(numbers)));
    }
    spark
        .createDataFrame(
            rows,
            new StructType().add("id", DataTypes.StringType).add("v", SQLDataTypes.VectorType()))
        .write()
        .parquet(folder.resolve("input").toString());

    PreparedCorpus corpus = prepare("encode.columns=[]");

    assertThat(corpus.card().rejects().rejected()).isEqualTo(1);
    assertThat(spark.read().parquet(at("rejects").path().toString()).first().mkString("|"))
        .isEqualTo("r00007|null|v|null");
    assertThat(((NumberField) corpus.card().source()).size()).isEqualTo(Tables.SIZE);
  }

  @Test
  void columnNamesMayHaveDotsAndMapsMayStandBeside() throws Exception {
    Tables.write(spark, Tables.plane(60), folder.resolve("input"));
    spark
        .read()
        .parquet(folder.resolve("input").toString())
        .selectExpr("id `user.id`", "v `the v`", "struct(map('a', 1) m) meta", "label")
        .write()
        .parquet(folder.resolve("odd").toString());

    PreparedCorpus corpus =
        prepare(
            "data.input.path=" + folder.resolve("odd"), "data.key=user.id", "source.column=the v");

    assertThat(corpus.card().rejects().rejected()).isZero();
    assertThat(corpus.rows(Split.TRAIN)).isGreaterThan(30);
  }
}
