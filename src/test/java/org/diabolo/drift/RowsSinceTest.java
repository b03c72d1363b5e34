package org.diabolo.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.JobText;
import org.diabolo.rows.Keys;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsSinceTest {
  @TempDir Path folder;

  @BeforeEach
  void writeTenRowsOfWhichTwoHaveNoKey() {
    List<Row> rows = new ArrayList<>(Tables.plane(10));
    for (int i = 0; i < 2; i++) {
      rows.set(i, RowFactory.create(null, rows.get(i).get(1), "x"));
    }
    Tables.write(LocalSpark.session(), rows, folder);
  }

  private RowsSince count(Optional<Dataset<Row>> known, String... more) {
    JobSpec spec = JobSpec.read(new JobText("job.yaml", Tables.job(folder)), List.of(more));
    return RowsSince.count(LocalSpark.session(), spec, known);
  }

  @Test
  void rowsWithoutAKeyAreNeitherNewNorOld() {
    Dataset<Row> known =
        LocalSpark.session()
            .createDataFrame(Tables.plane(7).subList(4, 7), Tables.SCHEMA)
            .withColumnRenamed("id", "a.key");

    assertThat(count(Optional.of(Keys.of(known, "a.key")))).isEqualTo(new RowsSince(8, 5));
    assertThat(count(Optional.empty())).isEqualTo(new RowsSince(8, 8));
  }

  @Test
  void aKeyThatIsNoColumnIsTheJobsMistake() {
    assertThatThrownBy(() -> count(Optional.empty(), "data.key=day"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage("data.key: there is no column day in the input, allowed: id, v, label");
  }
}
