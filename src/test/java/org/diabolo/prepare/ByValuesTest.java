package org.diabolo.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.InvalidJobException;
import org.diabolo.store.Folder;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByValuesTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  /** 101 rows are test, each with a value of its own; the others are train. */
  private void prepare(String... overrides) throws Exception {
    spark
        .sql(
            "select id, 'word' w, if(id < 101, 'test', 'no') side, concat('v', id) v,"
                + " if(id < 100, concat('v', id), null) most from range(300)")
        .write()
        .mode("overwrite")
        .parquet(folder + "/input");
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: words
            data: {input: {path: "%s/input"}, key: id, split: {column: side, valid: 0}}
            source: {kind: text, column: w}
            encoder: {kind: rnn}
            decoder: {kind: rnn}
            """
                .formatted(folder));
    new Preparation(spark, Jobs.read(job, List.of(overrides))).run(at("prepared"), at("rejects"));
  }

  private Folder at(String name) {
    return Folder.of(folder.resolve(name).toString(), new Configuration());
  }

  @Test
  void tooManyValuesAreToldBeforeTheTraining() throws Exception {
    assertThatThrownBy(() -> prepare("evaluate.by=v"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "evaluate.by: found a column of 101 values in the test rows, allowed: at most 100");
    assertThat(folder.resolve("prepared")).doesNotExist();

    prepare("evaluate.by=most");
    assertThat(folder.resolve("prepared")).exists();
  }

  @Test
  void valuesOfRowsThatAreNotMeasuredDoNotCount() throws Exception {
    prepare("evaluate.by=v", "evaluate.splits=[valid]");
    assertThat(folder.resolve("prepared")).exists();
  }
}
