package org.diabolo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Feeds;
import org.diabolo.field.Field;
import org.diabolo.field.VectorField;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Port;
import org.diabolo.search.TextModels;
import org.diabolo.store.Folder;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodingTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  private static byte[] decoder(String... inputs) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs(inputs)
                .addVertex("both", new MergeVertex(), inputs)
                .addLayer(
                    Port.TARGET,
                    new DenseLayer.Builder().nIn(2 * inputs.length).nOut(8).build(),
                    "both")
                .setOutputs(Port.TARGET)
                .build());
    graph.init();
    return NetworkFile.write(graph);
  }

  private void decode(Field target, byte[] decoder) throws Exception {
    Path job = Files.writeString(folder.resolve("job.yaml"), Tables.job(folder));
    Bundle.Card card =
        new Bundle.Card(Bundle.FORMAT, "v", VectorField.unscaled(8), target, 2, Feeds.FLAT, null);
    new Decoding(spark, Jobs.read(job, List.of()), new Bundle(card, new byte[0], decoder))
        .decode(spark.emptyDataFrame(), rows -> {});
  }

  @Test
  void whatCodesAloneCannotGiveBackIsSaid() {
    assertThatThrownBy(() -> decode(VectorField.unscaled(8), decoder(Port.CODE, Port.MEMORY)))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith("decoder.attention: this decoder attends to");
  }

  @Test
  void textsComeBackAsTheyArePredicted() throws Exception {
    Bundle bundle = TextModels.textAutoencoder(5, 19);
    List<Row> rows =
        Stream.of("abc", "d", "eeee", "ba", "cd", "ace", "bbd", "e", "dc", "aab")
            .map(word -> RowFactory.create("key of " + word, word))
            .toList();
    spark
        .createDataFrame(
            rows,
            new StructType().add("id", DataTypes.StringType).add("word", DataTypes.StringType))
        .coalesce(2)
        .write()
        .parquet(folder.resolve("in").toString());
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: words
            data: {input: {path: "%s"}, key: id}
            source: {column: word, kind: text}
            encoder: {kind: rnn}
            decoder: {kind: rnn}
            predict: {beam: 3}
            """
                .formatted(folder.resolve("in")));
    JobSpec spec = Jobs.read(job, List.of());
    Folder codes = Folder.of(folder.resolve("codes").toString(), new Configuration());
    Folder predictions = Folder.of(folder.resolve("said").toString(), new Configuration());
    new Encoding(spark, spec, bundle).run(spec.data().input(), codes);
    new Prediction(spark, spec, bundle).run(spec.data().input(), predictions);

    List<Dataset<Row>> given = new ArrayList<>();
    Map<String, String> found = new HashMap<>();
    new Decoding(spark, spec, bundle)
        .decode(
            spark.read().parquet(codes.path().toString()),
            decoded -> {
              given.add(decoded);
              found.putAll(texts(decoded.select("id", "word")));
            });

    assertThat(given.get(0).columns()).containsExactly("id", "word");
    assertThat(found)
        .hasSize(10)
        .isEqualTo(
            texts(spark.read().parquet(predictions.path().toString()).select("id", "output")));
    assertThat(Set.copyOf(found.values())).as("texts that differ").hasSizeGreaterThan(2);
    assertThatThrownBy(() -> texts(given.get(0).select("id", "word")))
        .as("the model is on no executor any more")
        .hasStackTraceContaining("destroyed");
  }

  private static Map<String, String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
  }
}
