package org.diabolo.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.VectorField;
import org.diabolo.job.JobSpec;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InPlaceScreeningTest {
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  private final SparkSession spark = LocalSpark.session();

  @TempDir Path folder;

  /** Good and bad, single and repeated, in an order that brings no key's rows together. */
  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(row("k" + i, "once", 1.0 * i, -2.0, 0.5));
    }
    for (int i = 0; i < 3; i++) {
      rows.add(row("k7", "again " + i, 1.0 + i, 2.0, 3.0));
      rows.add(row("twice", "twice " + i % 2, 4.0, 5.0, 6.0));
      rows.add(row(null, "no key", 1.0, 2.0, 3.0));
    }
    rows.add(row("k9", "bad again", 1.0, Double.NaN, 3.0));
    rows.add(row("only bad", "bad", 1.0, null, 3.0));
    rows.add(row("only bad", "bad", 1.0, 2.0));
    rows.add(row("nan", "", 1.0, 2.0, Double.NaN));
    rows.add(row("up", "", Double.POSITIVE_INFINITY, 2.0, 3.0));
    rows.add(row("down", "", 1.0, Double.NEGATIVE_INFINITY, 3.0));
    rows.add(row("large", "", 1.0, 2.0, -1e39));
    rows.add(row("gap", "", null, 2.0, 0.0));
    rows.add(row("gap and nan", "", Double.NaN, null, 0.0));
    rows.add(row("short", "", 1.0));
    rows.add(row("long", "", 1.0, 2.0, 3.0, 4.0));
    rows.add(row("none", ""));
    rows.add(RowFactory.create("missing", null, ""));
    rows.add(row("edge", "", (double) Float.MAX_VALUE, (double) -Float.MAX_VALUE, -0.0));
    Collections.shuffle(rows, new Random(8));
    return rows;
  }

  private static Row row(String key, String note, Double... numbers) {
    return RowFactory.create(key, Arrays.asList(numbers), note);
  }

  private Dataset<Row> input(DataType number) {
    StructType doubles =
        new StructType()
            .add("id", DataTypes.StringType)
            .add("v", DataTypes.createArrayType(DataTypes.DoubleType))
            .add("note", DataTypes.StringType);
    return spark
        .createDataFrame(rows(), doubles)
        .repartition(3)
        .selectExpr("id", "cast(v as array<" + number.simpleString() + ">) v", "note");
  }

  private Screening screening(Dataset<Row> input, String... overrides) throws Exception {
    return screening(input, VectorField.unscaled(3), overrides);
  }

  private Screening screening(Dataset<Row> input, Field field, String... overrides)
      throws Exception {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: vectors
            data: {input: {path: nowhere}, key: id}
            source: {kind: vector, column: v}
            encoder: {kind: mlp}
            decoder: {kind: mlp}
            encode: {columns: [note]}
            """);
    JobSpec spec = Jobs.read(job, List.of(overrides));
    return Screening.sourceOnly(spec, input, List.of("note"), field);
  }

  /** As JSON, where arrays of bytes show what is in them. */
  private static List<String> texts(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  private void sameAsWithShuffle(DataType number) throws Exception {
    sameAsWithShuffle(screening(input(number)), 41, 16);
  }

  private static void sameAsWithShuffle(Screening screening, int good, int bad) {
    Dataset<Row> shuffled = screening.screen();

    try (InPlaceScreening inPlace = screening.inPlace()) {
      assertThat(inPlace.rows()).isEqualTo(rows().size());
      assertThat(texts(inPlace.good()))
          .hasSizeGreaterThanOrEqualTo(good)
          .isEqualTo(texts(shuffled.where(Screening.isGood()).select("key", "kept", "source")));
      assertThat(texts(inPlace.bad()))
          .hasSizeGreaterThanOrEqualTo(bad)
          .isEqualTo(texts(shuffled.where(not(Screening.isGood())).select("key", "faults")));
    }
  }

  @Test
  void doublesAreJudgedAsWithAShuffle() throws Exception {
    sameAsWithShuffle(DataTypes.DoubleType);
  }

  @Test
  void floatsAreJudgedAsWithAShuffle() throws Exception {
    sameAsWithShuffle(DataTypes.FloatType);
  }

  @Test
  void intsAreJudgedAsWithAShuffle() throws Exception {
    sameAsWithShuffle(DataTypes.IntegerType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cast(hash(id) as bigint)",
        "hash(id) / 2D",
        "cast(id as binary)",
        // Texts of doubles are alike where numbers are not.
        "if(hash(id) % 2 = 0, 0D, -0D)"
      })
  void keysOfAnyTypeAreJudgedAsWithAShuffle(String key) throws Exception {
    Dataset<Row> input =
        input(DataTypes.DoubleType).selectExpr("if(id is null, null, " + key + ") id", "v", "note");
    sameAsWithShuffle(screening(input), 1, 16);
  }

  @Test
  void columnsOfNumbersAreJudgedAsWithAShuffle() throws Exception {
    Dataset<Row> input =
        input(DataTypes.DoubleType)
            .selectExpr("id", "v[0] a", "cast(v[1] as string) b", "cast(v[2] as float) c", "note");
    sameAsWithShuffle(screening(input, "source={kind: vector, columns: [a, b, c]}"), 41, 14);
  }

  @Test
  void imagesAreJudgedAsWithAShuffle() throws Exception {
    Dataset<Row> input =
        input(DataTypes.DoubleType)
            .selectExpr(
                "id", "cast(if(size(v) = 3, left(md5(id || v[0]), 12), id) as binary) v", "note");
    sameAsWithShuffle(
        screening(
            input,
            new ImageField(2, 2, 3),
            "source={kind: image, column: v, shape: [2, 2, 3]}",
            "encoder={kind: cnn}",
            "decoder={kind: cnn}"),
        41,
        10);
  }

  @Test
  void everyFaultHasItsReasonAndEveryColumnItsFault() throws Exception {
    Column faults = col(Screening.FAULTS);
    try (InPlaceScreening inPlace = screening(input(DataTypes.DoubleType)).inPlace()) {
      assertThat(
              inPlace
                  .bad()
                  .where("key not in ('k7', 'twice', 'only bad')")
                  .select(
                      col("key"), Fault.reason(faults), Fault.column(faults), Fault.value(faults))
                  .collectAsList()
                  .stream()
                  .map(Row::toString)
                  .sorted())
          .containsExactly(
              "[down,infinite,v[1],-Infinity]",
              "[gap and nan,not a number and null,v[0], v[1],NaN, null]",
              "[gap,null,v[0],null]",
              "[k9,not a number,v[1],NaN]",
              "[large,too large for a float,v[2],-1.0E39]",
              "[long,wrong length,v,4 instead of 3]",
              "[missing,null,v,null]",
              "[nan,not a number,v[2],NaN]",
              "[none,wrong length,v,0 instead of 3]",
              "[short,wrong length,v,1 instead of 3]",
              "[up,infinite,v[0],Infinity]");
    }
  }

  @Test
  void moreRepeatedKeysThanCanBeHandedAboutAreFoundByTheShuffle() throws Exception {
    int keys = RepeatedKeys.MOST + 1;
    Dataset<Row> input =
        spark
            .range(2L * keys)
            .selectExpr("cast(id % " + keys + " as string) id", "array(1D, 2D, 3D) v", "'' note");

    try (InPlaceScreening inPlace = screening(input).inPlace()) {
      assertThat(inPlace.rows()).isEqualTo(2L * keys);
      assertThat(inPlace.good().select("key").distinct().count()).isEqualTo(keys);
      assertThat(inPlace.good().count()).isEqualTo(keys);
      assertThat(inPlace.bad().where("faults[0].reason = 'duplicate key'").count()).isEqualTo(keys);
    }
  }

  /**
   * Eight numbers of which the fifth makes good in xxHash64's first accumulator what the first did
   * there: whatever that is, the hash is one.
   */
  private static byte[] sameHash(long first) {
    long prime1 = 0x9E3779B185EBCA87L;
    long prime2 = 0xC2B2AE3D27D4EB4FL;
    long sparksSeed = 42;
    long accumulator = Long.rotateLeft(sparksSeed + prime1 + prime2 + first * prime2, 31) * prime1;
    long inverse = new BigInteger(Long.toUnsignedString(prime2)).modInverse(TWO_TO_64).longValue();
    return ByteBuffer.allocate(64)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(0, first)
        .putLong(32, -accumulator * inverse)
        .array();
  }

  @Test
  void keysOfOneHashAreTwoKeys() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (long first : new long[] {1, 2, 1}) {
      rows.add(RowFactory.create(sameHash(first), List.of(1.0, 2.0, 3.0), ""));
    }
    rows.add(RowFactory.create(new byte[] {3}, List.of(1.0, 2.0, 3.0), ""));
    Dataset<Row> input =
        spark.createDataFrame(
            rows,
            new StructType()
                .add("id", DataTypes.BinaryType)
                .add("v", DataTypes.createArrayType(DataTypes.DoubleType))
                .add("note", DataTypes.StringType));
    assertThat(input.selectExpr("xxhash64(cast(id as string))").distinct().count()).isEqualTo(2);

    try (InPlaceScreening inPlace = screening(input).inPlace()) {
      assertThat(inPlace.good().select("key").as(Encoders.BINARY()).collectAsList())
          .containsExactlyInAnyOrder(sameHash(1), sameHash(2), new byte[] {3});
      assertThat(inPlace.bad().select("key").as(Encoders.BINARY()).collectAsList())
          .containsExactly(sameHash(1));
    }
  }

  @Test
  void ofNoRowsThereAreNone() throws Exception {
    try (InPlaceScreening inPlace =
        screening(input(DataTypes.DoubleType).where("id = 'nobody'")).inPlace()) {
      assertThat(inPlace.rows()).isZero();
      assertThat(inPlace.good().count()).isZero();
    }
  }
}
