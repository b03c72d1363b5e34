package org.diabolo.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.batch.Example;
import org.diabolo.field.TextField;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.prepare.CorpusReading;
import org.diabolo.prepare.Preparation;
import org.diabolo.prepare.PreparedCorpus;
import org.diabolo.prepare.Split;
import org.diabolo.search.SteadyCodes;
import org.diabolo.search.TextModels;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anchors of texts, by a model that knows fewer letters and shorter texts. */
class AnchorsTest {
  private static final String JOB =
      """
      name: names
      data:
        input: {format: parquet, path: "%s"}
        key: id
        split: {test: 0.1, valid: 0.1}
      source: {column: name, kind: text, tokens: char, max_length: 7}
      encoder: {kind: rnn, layers: [6], code: %d}
      decoder: {kind: rnn, layers: [6]}
      train: {averaging: {workers: 2}}
      """;

  @TempDir static Path base;

  private static final Map<String, String> NAMES = new TreeMap<>();
  private static Bundle earlier;
  private static PreparedCorpus corpus;

  @BeforeAll
  static void prepareRows() throws IOException {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = 1 + random.nextInt(7); length > 0; length--) {
        name.append("abcdefg".charAt(random.nextInt(7)));
      }
      NAMES.put("k" + i, name.toString());
      rows.add(RowFactory.create("k" + i, NAMES.get("k" + i)));
    }
    LocalSpark.session()
        .createDataFrame(
            rows,
            new StructType().add("id", DataTypes.StringType).add("name", DataTypes.StringType))
        .coalesce(3)
        .write()
        .parquet(base.resolve("names").toString());
    Bundle model = TextModels.textAutoencoder(5, 3);
    Bundle.Card card = model.card();
    JobSpec spec = spec(card.code());
    earlier = model.telling(Json.tree(Map.of("job", spec)));
    corpus = new Preparation(LocalSpark.session(), spec).run(folder("prepared"), folder("rejects"));
  }

  private static Folder folder(String name) {
    return Folder.of(base.resolve(name).toString(), new Configuration());
  }

  private static JobSpec spec(int code, String... overrides) throws IOException {
    Path job = base.resolve("job.yaml");
    Files.writeString(job, JOB.formatted(base.resolve("names"), code));
    return Jobs.read(job, List.of(overrides));
  }

  private static Map<String, float[]> anchors() {
    CorpusReading reading = corpus.read(LocalSpark.session());
    Map<String, float[]> found = new TreeMap<>();
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    try (Anchors anchors = new Anchors(spark, earlier, corpus, reading)) {
      assertThat(anchors.hold()).isTrue();
      assertThat(anchors.weight()).isCloseTo(Anchors.WEIGHT / anchors.variance(), within(1e-9));
      for (Example row : anchors.rows().collect()) {
        assertThat(row.source()).isSameAs(row.target());
        found.put(row.key(), row.anchor());
      }
      long there = found.values().stream().filter(code -> code.length > 0).count();
      assertThat(anchors.share()).isCloseTo(there / (double) found.size(), within(1e-12));
      reading.require();
    }
    return found;
  }

  @Test
  void anchorsAreTheCodesOfTheRowsTextsAndNoneWhereTheModelWouldHaveRejectedThem() {
    Map<String, float[]> found = anchors();

    assertThat(found).hasSize((int) corpus.rows(Split.TRAIN));
    TextField field = (TextField) earlier.card().source();
    SteadyCodes alone = new SteadyCodes(earlier.parts());
    int without = 0;
    for (Map.Entry<String, float[]> each : found.entrySet()) {
      String name = NAMES.get(each.getKey());
      if (name.length() > field.maxLength()) {
        assertThat(each.getValue()).as(name).isEmpty();
        without++;
      } else {
        float[] code = alone.of(List.of(field.toNetwork(name))).get(0);
        assertThat(each.getValue()).as(name).isEqualTo(code);
      }
    }
    assertThat(without).isBetween(found.size() / 4, found.size() / 2);
  }

  @Test
  void bitsAreTheSameByOtherPartitions() {
    Map<String, float[]> expected = anchors();
    String files = "spark.sql.files.maxPartitionBytes";
    LocalSpark.session().conf().set(files, "2048");
    try {
      assertThat(anchors()).usingRecursiveComparison().isEqualTo(expected);
    } finally {
      LocalSpark.session().conf().unset(files);
    }
  }

  @Test
  void whatStandsInTheWayIsTold() throws IOException {
    int code = earlier.card().code();
    assertThat(Anchors.obstacle(spec(code), earlier)).isEmpty();
    assertThat(Anchors.obstacle(spec(code + 1), earlier))
        .contains("encoder.code was " + code + " and is now " + (code + 1));
    assertThat(Anchors.obstacle(spec(code, "source.column=other"), earlier))
        .contains("source.column was \"name\" and is now \"other\"");
    assertThat(Anchors.obstacle(spec(code, "source.lowercase=true"), earlier))
        .contains("source.lowercase was false and is now true");
    assertThat(Anchors.mismatch(earlier.card().source(), earlier)).isEmpty();
    assertThat(Anchors.mismatch(TextModels.vectorToText(5, 3).card().source(), earlier))
        .contains("its rows are of another size");
  }
}
