package org.diabolo.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.job.BadDataException;
import org.diabolo.store.Folder;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitValuesTest {
  private static final List<String> LABELS = List.of("NO", "007", "null", "1e3", "12:30:00", "y");

  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  private PreparedCorpus prepare(String test) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (Row row : Tables.plane(180)) {
      // Each 31 times, but y 25 times.
      int place = Math.floorMod(rows.size() < 155 ? rows.size() : rows.size() % 5, 6);
      rows.add(RowFactory.create(row.get(0), row.get(1), LABELS.get(place)));
    }
    Tables.write(spark, rows, folder.resolve("input"));
    Path job = Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    return new Preparation(
            spark,
            Jobs.read(
                job,
                List.of(
                    "data.split={column: label, test: " + test + ", valid: 0}",
                    "train.patience=~")))
        .run(at("prepared"), at("rejects"));
  }

  private Folder at(String name) {
    return Folder.of(folder.resolve(name).toString(), new Configuration());
  }

  @Test
  void wordsOfYamlFindTheirRows() throws Exception {
    assertThat(prepare("[NO]").rows(Split.TEST)).isEqualTo(31);
    assertThat(prepare("[007, 12:30:00]").rows(Split.TEST)).isEqualTo(62);
    assertThat(prepare("[null]").rows(Split.TEST)).isEqualTo(31);
  }

  @Test
  void aValueThatNoRowHasIsToldWithSomeThatAreThere() {
    assertThatThrownBy(() -> prepare("[y, No, 7]"))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "data.split.test: no row has \"7\", \"No\" in label, where there is"
                + " \"007\", \"12:30:00\", \"1e3\", \"NO\", \"null\" and more");
    assertThat(folder.resolve("prepared")).doesNotExist();
  }
}
