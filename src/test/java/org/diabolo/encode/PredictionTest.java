package org.diabolo.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.search.Hypothesis;
import org.diabolo.search.TextModels;
import org.diabolo.search.TextPredictor;
import org.diabolo.store.Folder;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PredictionTest {
  private static final int LETTERS = 5;
  private static final StructType WORDS =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("word", DataTypes.StringType)
          .add("label", DataTypes.StringType);
  private static final StructType VECTORS =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("numbers", DataTypes.createArrayType(DataTypes.DoubleType));

  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  @Test
  void everyRowHasItsTextOnceOrIsRejected() throws Exception {
    Bundle bundle = TextModels.textToText(LETTERS, 11, Activation.TANH);
    Map<Long, String> words = words(300);
    List<Row> rows = new ArrayList<>();
    words.forEach((id, word) -> rows.add(RowFactory.create(id, word, "label " + id % 3)));
    rows.add(RowFactory.create(1000L, null, "none"));
    write(rows, WORDS);
    JobSpec spec =
        job(
            "{column: word, kind: text}",
            "{beam: 4, n_best: 3, attention: true, columns: [label]}");

    Prediction.Predicted predicted = predict(spec, bundle);

    assertThat(predicted.rows()).isEqualTo(300);
    assertThat(predicted.rejects().rejected()).isEqualTo(1);
    List<Row> found = predictions();
    assertThat(found.get(0).schema().fieldNames())
        .containsExactly(
            "id", "label", "input", "output", "score", "n_best", "attention", "model_version");
    assertThat(found.stream().map(row -> row.getLong(0)))
        .containsExactlyInAnyOrderElementsOf(words.keySet());
    TextField text = TextModels.text(LETTERS);
    TextPredictor predictor = new TextPredictor(bundle.parts(), spec.prediction());
    for (Row row : found) {
      long id = row.getLong(0);
      assertThat(row.getString(1)).isEqualTo("label " + id % 3);
      assertThat(row.getString(2)).isEqualTo(words.get(id));
      List<Hypothesis> alone = predictor.predict(List.of(text.toNetwork(words.get(id)))).get(0);
      List<Row> best = row.getList(5);
      assertThat(best).hasSize(3);
      for (int n = 0; n < 3; n++) {
        assertThat(best.get(n).getString(0)).isEqualTo(text.text(alone.get(n).tokens()));
        assertThat(best.get(n).getDouble(1)).isCloseTo(alone.get(n).score(), within(1e-5));
      }
      assertThat(row.getString(3)).isEqualTo(best.get(0).getString(0));
      assertThat(row.getDouble(4)).isEqualTo(best.get(0).getDouble(1));
      assertThat(row.getList(6)).hasSize(row.getString(3).length());
      assertThat(row.getString(7)).isEqualTo("test/one");
    }
    assertThat(
            found.stream()
                .flatMap(row -> row.<Row>getList(5).stream().map(one -> one.getString(0)))
                .distinct())
        .as("outputs that say something")
        .hasSizeGreaterThan(3);
    assertThat(spark.read().parquet(folder.resolve("out/_rejects").toString()).collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.getLong(0)).isEqualTo(1000L));
  }

  @Test
  void numbersComeInTheirOriginalUnits() throws Exception {
    Bundle bundle = TextModels.textToVector(LETTERS, 2);
    Map<Long, String> words = words(40);
    List<Row> rows = new ArrayList<>();
    words.forEach((id, word) -> rows.add(RowFactory.create(id, word, null)));
    write(rows, WORDS);

    JobSpec spec = job("{column: word, kind: text}", "{beam: 5}");
    assertThat(predict(spec, bundle).rows()).isEqualTo(40);

    List<Row> found = predictions();
    assertThat(found.get(0).schema().fieldNames())
        .containsExactly("id", "input", "output", "model_version");
    ComputationGraph encoder = NetworkFile.read(bundle.encoder());
    ComputationGraph decoder = NetworkFile.read(bundle.decoder());
    TextField text = TextModels.text(LETTERS);
    for (Row row : found) {
      float[] ids = text.toNetwork(words.get(row.getLong(0)));
      INDArray tokens = Nd4j.zeros(1, 1, ids.length + 1);
      for (int i = 0; i <= ids.length; i++) {
        tokens.putScalar(0, 0, i, i == ids.length ? Vocabulary.END : ids[i]);
      }
      INDArray numbers = decoder.outputSingle(encoder.outputSingle(tokens));
      List<Double> output = row.getList(2);
      for (int i = 0; i < TextModels.VECTOR; i++) {
        // Shift 1, 2, 3 and scale 4, 5, 6.
        double raw = (i + 1) + numbers.getDouble(0, i) * (i + 4);
        assertThat(output.get(i)).isCloseTo(raw, within(1e-4));
      }
    }
  }

  @Test
  void ofASourceOfNumbersThereIsNoInput() throws Exception {
    Bundle bundle = TextModels.vectorToText(LETTERS, 3);
    write(
        List.of(
            RowFactory.create(1L, List.of(0.5, -1.0, 2.0)),
            RowFactory.create(2L, List.of(9.0, 9.0, -9.0))),
        VECTORS);
    String vector = "{column: numbers, kind: vector, scale: none}";

    assertThat(predict(job(vector, "{beam: 2}"), bundle).rows()).isEqualTo(2);

    assertThat(predictions().get(0).schema().fieldNames())
        .containsExactly("id", "output", "score", "model_version");
    assertThatThrownBy(() -> predict(job(vector, "{attention: true}"), bundle))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("predict.attention: found true, allowed: false");
    assertThatThrownBy(() -> predict(job(vector, "{columns: [colour]}"), bundle))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "predict.columns: there is no column colour in the input, allowed: id, numbers");
  }

  /** Words of up to six letters by their keys. */
  private static Map<Long, String> words(int count) {
    Random random = new Random(4);
    Map<Long, String> words = new HashMap<>();
    for (long id = 0; id < count; id++) {
      StringBuilder word = new StringBuilder();
      int length = 1 + random.nextInt(4);
      while (word.length() < length) {
        word.append((char) ('a' + random.nextInt(LETTERS)));
      }
      words.put(id, word.toString());
    }
    return words;
  }

  private void write(List<Row> rows, StructType schema) {
    spark
        .createDataFrame(rows, schema)
        .coalesce(2)
        .write()
        .parquet(folder.resolve("in").toString());
  }

  private JobSpec job(String source, String predict) throws Exception {
    String job =
        """
        name: words
        data: {input: {path: "%s"}, key: id, max_rejects: 0.1}
        source: %s
        target: {column: answer, kind: text}
        encoder: {kind: rnn}
        decoder: {kind: rnn, attention: dot}
        predict: %s
        """
            .formatted(folder.resolve("in"), source, predict);
    return Jobs.read(Files.writeString(folder.resolve("job.yaml"), job), List.of());
  }

  private Prediction.Predicted predict(JobSpec spec, Bundle bundle) {
    Folder place = Folder.of(folder.resolve("out").toString(), new Configuration());
    return new Prediction(spark, spec, bundle).run(spec.data().input(), place);
  }

  private List<Row> predictions() {
    return spark.read().parquet(folder.resolve("out").toString()).collectAsList();
  }
}
