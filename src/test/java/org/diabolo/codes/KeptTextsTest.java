package org.diabolo.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.encode.Encoding;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.search.TextModels;
import org.diabolo.store.Application;
import org.diabolo.store.Folder;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTextsTest {
  private static final String SENT = "spark.sql.autoBroadcastJoinThreshold";

  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();
  private final Bundle bundle = TextModels.textAutoencoder(5, 19);

  private void write(List<String> words) {
    spark
        .createDataFrame(
            words.stream().map(word -> RowFactory.create(word.substring(0, 1), word)).toList(),
            new StructType().add("id", DataTypes.StringType).add("word", DataTypes.StringType))
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(folder.resolve("in").toString());
  }

  private static Map<String, List<Float>> codes(Dataset<Row> rows) {
    Map<String, List<Float>> codes = new TreeMap<>();
    for (Row row : rows.select("id", "code").collectAsList()) {
      assertThat(codes.put(row.getString(0), row.getList(1))).isNull();
    }
    return codes;
  }

  /** Texts are encoded with others of like length, so that only the rounding may differ. */
  @Test
  void newTextsHaveTheCodesThatAFullEncodingGives() throws Exception {
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
    JobSpec spec = Jobs.read(job, List.of());
    Folder base = Folder.of(folder.toString(), new Configuration());
    KeptCodes kept = new KeptCodes(spark, Application.NONE, KeptCodes.place(base, "one"));
    write(List.of("abc", "d", "eeee", "ba"));
    Map<String, List<Float>> before = codes(kept.encode(spec, bundle).codes().rows(spark));
    write(List.of("cd", "abc", "abc", "da", "eeee", "ba"));

    // As of codes that are too many to be sent to every executor.
    spark.conf().set(SENT, -1);
    KeptCodes.Kept second;
    try {
      second = kept.encode(spec, bundle);
    } finally {
      spark.conf().unset(SENT);
    }

    assertThat(second.encoded()).isEqualTo(2);
    assertThat(second.codes().status().rejected()).as("a known row, repeated").isEqualTo(1);
    Map<String, List<Float>> after = codes(second.codes().rows(spark));
    new Encoding(spark, spec, bundle).run(spec.data().input(), base.folder("full"));
    Map<String, List<Float>> full = codes(spark.read().parquet(folder.resolve("full").toString()));
    assertThat(after.keySet()).isEqualTo(full.keySet());
    for (String key : full.keySet()) {
      for (int i = 0; i < full.get(key).size(); i++) {
        assertThat(after.get(key).get(i)).isCloseTo(full.get(key).get(i), within(1e-6f));
      }
    }
    for (String unchanged : List.of("a", "b", "e")) {
      assertThat(after.get(unchanged)).isEqualTo(before.get(unchanged));
    }
  }
}
