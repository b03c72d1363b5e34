package org.diabolo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.BadDataException;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.store.Folder;
import org.diabolo.store.Output;
import org.diabolo.store.Publication;
import org.diabolo.testing.CopyingFiles;
import org.diabolo.testing.DyingFiles;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.diabolo.testing.Untrained;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers encoded in one pass: what is there afterwards, and when it ends on the way. */
class InPlaceEncodingsTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  @BeforeEach
  void register() {
    CopyingFiles.register(spark.sparkContext().hadoopConfiguration());
  }

  @AfterEach
  void live() {
    DyingFiles.live();
  }

  private JobSpec spec(String... overrides) throws Exception {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"), Tables.job(folder.resolve("in")).replace("0.05", "0.2"));
    return Jobs.read(job, List.of(overrides));
  }

  /** Good rows, and some that have nothing but bad numbers. */
  private void write(int good, int bad) {
    List<Row> rows = new ArrayList<>(Tables.plane(good));
    for (int i = 0; i < bad; i++) {
      rows.add(RowFactory.create("bad " + i, Collections.nCopies(8, Double.NaN), "bad"));
    }
    Tables.write(spark, rows, folder.resolve("in"));
  }

  private Folder copying(String name) {
    return Folder.of("copying:" + folder.resolve(name), spark.sparkContext().hadoopConfiguration());
  }

  private Encoding.Encoded encode(JobSpec spec, Folder place) {
    return new Encoding(spark, spec, Untrained.of(spec)).run(spec.data().input(), place);
  }

  private List<String> keys(Folder place) {
    return spark
        .read()
        .parquet(place.path().toString())
        .select("id")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private void assertWhole(Folder place) {
    assertThat(keys(place)).hasSize(20).doesNotHaveDuplicates();
    assertThat(spark.read().parquet(place.path() + "/_rejects").count()).isEqualTo(1);
  }

  @Test
  void diedOnTheWayTheNextAttemptFindsNoEncodingsOrWholeOnes() throws Exception {
    write(20, 1);
    JobSpec spec = spec();
    Folder counted = copying("counted");
    DyingFiles.live();
    encode(spec, counted);
    int steps = DyingFiles.steps();
    assertWhole(counted);
    assertThat(steps).isGreaterThan(20);
    Folder place = copying("out");
    int unfinished = 0;
    for (int step = 1; step < steps; step += step < steps - 6 ? steps / 6 : 2) {
      DyingFiles.dieAfter(step);

      assertThatThrownBy(() -> encode(spec, place)).hasStackTraceContaining("died before");

      DyingFiles.live();
      if (Publication.isPublished(place, Publication.SUCCESS)) {
        assertWhole(place);
      } else if (Publication.isUnfinished(place, Publication.SUCCESS)) {
        unfinished++;
      }
    }
    assertThat(unfinished).isGreaterThan(3);
    encode(spec, place);
    assertWhole(place);
    assertThat(Publication.isUnfinished(place, Publication.SUCCESS)).isFalse();
  }

  @Test
  void aBadInputDoesNotCostTheOlderEncodings() throws Exception {
    write(20, 1);
    JobSpec spec = spec();
    Folder place = copying("out");
    encode(spec, place);
    write(5, 5);

    assertThatThrownBy(() -> encode(spec, place))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("5 of 10 rows cannot be used (5 not a number)");

    assertThat(Publication.isPublished(place, Publication.SUCCESS)).isTrue();
    assertWhole(place);
    Folder fresh = copying("fresh");
    assertThatThrownBy(() -> encode(spec, fresh)).isInstanceOf(BadDataException.class);
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("in", "job.yaml", "out", "out-rejects", "fresh-rejects");
  }

  @Test
  void rowsThatSparkDropsAreNoneInEitherReading() throws Exception {
    StringBuilder text = new StringBuilder("id,a,b\n");
    for (int i = 0; i < 30; i++) {
      text.append("k%d,%d,%d%s\n".formatted(i, i, -i, i == 4 ? ",ragged" : ""));
    }
    Files.writeString(folder.resolve("table.csv"), text);
    JobSpec spec =
        spec(
            "data.input={format: csv, path: "
                + folder.resolve("table.csv")
                + ", options: {MODE: DropMalformed}}",
            "source={kind: vector, columns: [a, b]}",
            "encode.columns=[]");
    Folder place = Folder.of(folder.resolve("out").toString(), new Configuration());

    Encoding.Encoded encoded =
        new Encoding(spark, spec, Untrained.of(spec, 2)).run(spec.data().input(), place);

    assertThat(encoded.rows()).isEqualTo(29);
    assertThat(encoded.rejects().rows()).isEqualTo(29);
    assertThat(keys(place)).hasSize(29).doesNotContain("k4");
  }

  @Test
  void anInputThatChangesIsBadDataAndLeavesNothing() throws Exception {
    write(20, 1);
    JobSpec spec = spec();
    Bundle bundle = Untrained.of(spec);
    for (Folder place :
        List.of(
            copying("out"), Folder.of(folder.resolve("plain").toString(), new Configuration()))) {
      assertThatThrownBy(
              () ->
                  new ScreenedInput(spark, spec, bundle)
                      .runInPlace(
                          spec.data().input(),
                          List.of(),
                          Output.ofUser(place),
                          new Encoding(spark, spec, bundle).from(spec.data().input()),
                          (good, parts) -> good.where("key != 'r00003'")))
          .isInstanceOf(BadDataException.class)
          .hasMessage(
              "data.input.path: "
                  + folder.resolve("in")
                  + " changed while it was read: of 21 rows 19 were written and 1 rejected; run it"
                  + " again when nobody writes there");
    }
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("in", "job.yaml");
  }

  @Test
  void aNullVectorIsAReject() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      double[] numbers = new double[8];
      Arrays.fill(numbers, i);
      rows.add(
          RowFactory.create(
              "k" + i, i % 2 == 0 ? Vectors.dense(numbers) : Vectors.dense(numbers).toSparse()));
    }
    rows.add(RowFactory.create("none", null));
    spark
        .createDataFrame(
            rows,
            new StructType().add("id", DataTypes.StringType).add("v", SQLDataTypes.VectorType()))
        .write()
        .parquet(folder.resolve("in").toString());
    JobSpec spec = spec("encode.columns=[]");
    Folder place = Folder.of(folder.resolve("out").toString(), new Configuration());

    assertThat(encode(spec, place).rows()).isEqualTo(9);

    assertThat(keys(place)).hasSize(9).doesNotContain("none");
    assertThat(spark.read().parquet(folder + "/out/_rejects").collectAsList().toString())
        .isEqualTo("[[none,null,v,null]]");
  }
}
