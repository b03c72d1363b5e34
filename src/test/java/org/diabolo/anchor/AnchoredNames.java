package org.diabolo.anchor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feed;
import org.diabolo.corpus.CorpusReading;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.field.TextField;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.prepare.Preparation;
import org.diabolo.search.SteadyCodes;
import org.diabolo.search.TextModels;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.testing.Jobs;

/** Prepared names of up to seven letters, and a model that takes no more than four. */
final class AnchoredNames {
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

  private static final Feed TEXT = Feed.of(Feed.Side.TARGET, Feed.Form.TOKENS);

  private final SparkSession spark;
  private final Path base;
  private final Map<String, String> names = new TreeMap<>();
  private final Bundle earlier;
  private final PreparedCorpus corpus;

  /**
   * @param base an empty folder
   */
  AnchoredNames(SparkSession spark, Path base) throws IOException {
    this.spark = spark;
    this.base = base;
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = 1 + random.nextInt(7); length > 0; length--) {
        name.append("abcdefg".charAt(random.nextInt(7)));
      }
      names.put("k" + i, name.toString());
      rows.add(RowFactory.create("k" + i, name.toString()));
    }
    spark
        .createDataFrame(
            rows,
            new StructType().add("id", DataTypes.StringType).add("name", DataTypes.StringType))
        .coalesce(3)
        .write()
        .parquet(base.resolve("names").toString());
    Bundle model = TextModels.textAutoencoder(5, 3);
    JobSpec spec = spec(model.card().code());
    this.earlier = model.telling(Json.tree(Map.of("job", spec)));
    this.corpus = new Preparation(spark, spec).run(folder("prepared"), folder("rejects"));
  }

  private Folder folder(String name) {
    return Folder.of(base.resolve(name).toString(), new Configuration());
  }

  JobSpec spec(int code, String... overrides) throws IOException {
    Path job = base.resolve("job.yaml");
    Files.writeString(job, JOB.formatted(base.resolve("names"), code));
    return Jobs.read(job, List.of(overrides));
  }

  Bundle earlier() {
    return earlier;
  }

  PreparedCorpus corpus() {
    return corpus;
  }

  /** A row's code by the model alone, in this process; empty of a name that is too long. */
  float[] code(String key) {
    TextField field = (TextField) earlier.card().source();
    String name = names.get(key);
    return name.length() > field.maxLength()
        ? new float[0]
        : new SteadyCodes(earlier.parts()).of(List.of(field.toNetwork(name))).get(0);
  }

  /** By key, as they are computed where rows are; and what is told of them. */
  Map<String, float[]> anchors(Consumer<Anchors> told) {
    CorpusReading reading = corpus.read(spark);
    Map<String, float[]> found = new TreeMap<>();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try (Anchors anchors = new Anchors(context, earlier, corpus, reading, TEXT)) {
      told.accept(anchors);
      for (Example row : anchors.rows().collect()) {
        found.put(row.key(), row.anchor());
      }
      reading.require();
    }
    return found;
  }
}
