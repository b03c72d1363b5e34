package org.diabolo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.search.TextModels;
import org.diabolo.store.Folder;
import org.diabolo.store.Publication;
import org.diabolo.testing.CopyingFiles;
import org.diabolo.testing.DyingFiles;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where renaming is copying, whoever finds encodings finds all of them and their rejects. */
class PublishedEncodingsTest {
  private static final List<String> WORDS = List.of("abc", "d", "eeee", "ba", "cd", "ace");

  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();
  private final Bundle bundle = TextModels.textAutoencoder(5, 19);
  private JobSpec spec;

  @BeforeEach
  void write() throws Exception {
    CopyingFiles.register(spark.sparkContext().hadoopConfiguration());
    spark
        .createDataFrame(
            Stream.concat(WORDS.stream(), Stream.of((String) null))
                .map(word -> RowFactory.create("key of " + word, word))
                .toList(),
            new StructType().add("id", DataTypes.StringType).add("word", DataTypes.StringType))
        .coalesce(1)
        .write()
        .parquet(folder.resolve("in").toString());
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: words
            data: {input: {path: "%s"}, key: id, max_rejects: 0.5}
            source: {column: word, kind: text}
            encoder: {kind: rnn}
            decoder: {kind: rnn}
            """
                .formatted(folder.resolve("in")));
    spec = Jobs.read(job, List.of());
  }

  @AfterEach
  void live() {
    DyingFiles.live();
  }

  private Folder place(String name) {
    return Folder.of("copying:" + folder.resolve(name), spark.sparkContext().hadoopConfiguration());
  }

  private void encode(Folder place) {
    new Encoding(spark, spec, bundle).run(spec.data().input(), place);
  }

  private void assertWhole(Folder place) {
    Dataset<Row> rows = spark.read().parquet(place.path().toString());
    assertThat(rows.select("id").as(Encoders.STRING()).collectAsList())
        .containsExactlyInAnyOrderElementsOf(WORDS.stream().map(word -> "key of " + word).toList());
    assertThat(spark.read().parquet(place.path() + "/_rejects").count()).isEqualTo(1);
  }

  @Test
  void diedAtAnyStepTheNextAttemptFindsNoEncodingsOrWholeOnes() {
    Folder counted = place("counted");
    DyingFiles.live();
    encode(counted);
    int steps = DyingFiles.steps();
    assertWhole(counted);
    assertThat(steps).isGreaterThan(40);
    int unfinished = 0;
    Folder place = place("out");
    // Every step takes minutes; the last ones are where the rejects and the end are written.
    for (int step = 1; step < steps; step += step < steps - 40 ? 23 : step < steps - 4 ? 6 : 1) {
      DyingFiles.dieAfter(step);

      assertThatThrownBy(() -> encode(place)).hasStackTraceContaining("died before");

      DyingFiles.live();
      if (Publication.isPublished(place, Publication.SUCCESS)) {
        assertWhole(place);
      } else if (Publication.isUnfinished(place, Publication.SUCCESS)) {
        unfinished++;
      }
    }
    assertThat(unfinished).isGreaterThan(4);
    encode(place);
    assertWhole(place);
    assertThat(place.fileNames()).contains("_SUCCESS");
    assertThat(place.folders()).extracting(Folder::name).containsExactly("_rejects");
  }
}
