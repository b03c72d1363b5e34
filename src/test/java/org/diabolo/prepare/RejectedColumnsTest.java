package org.diabolo.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.apache.spark.sql.SparkSession;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.job.BadDataException;
import org.diabolo.store.Folder;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.LogMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told of columns whose cells cannot be used. */
class RejectedColumnsTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  private Folder at(String name) {
    return Folder.of(folder.resolve(name).toString(), new Configuration());
  }

  private PreparedCorpus prepare(String table, String columns, String... overrides)
      throws Exception {
    spark.sql(table).coalesce(1).write().mode("overwrite").parquet(folder + "/input");
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: small
            data: {input: {path: "%s/input"}, key: id, split: {test: 0, valid: 0}}
            source: {kind: vector, columns: [%s]}
            encoder: {kind: mlp, code: 1}
            decoder: {kind: mlp}
            """
                .formatted(folder, columns));
    return new Preparation(spark, Jobs.read(job, List.of(overrides)))
        .run(at("prepared"), at("rejects"));
  }

  private List<String> rejects() {
    return spark.read().parquet(folder + "/rejects").orderBy("id").collectAsList().stream()
        .map(row -> row.mkString("|"))
        .toList();
  }

  @Test
  void numbersInTextWorkWithAWarning() throws Exception {
    Class<?> warns = Class.forName("org.diabolo.rows.VectorColumns");
    try (LogMessages warnings = new LogMessages(warns, Level.WARN)) {
      PreparedCorpus corpus =
          prepare("select id, cast(id * 0.5 as string) x, id y, ' 7 ' z from range(20)", "x, y, z");

      assertThat(corpus.card().rejects().rejected()).isZero();
      assertThat(warnings.messages())
          .singleElement()
          .asString()
          .startsWith("source.columns: the input has x, z as text;");
    }
    try (LogMessages warnings = new LogMessages(warns, Level.WARN)) {
      prepare("select id, id x, id y, 7 z from range(20)", "x, y, z");
      assertThat(warnings.messages()).isEmpty();
    }
  }

  @Test
  void rejectNamesAllBadColumnsOfItsRow() throws Exception {
    prepare(
        "select id, if(id = 1, null, 0.5D) x, if(id < 3, 'q', '2') y, if(id in (1, 3),"
            + " double('Infinity'), 1D) z from range(10)",
        "x, y, z",
        "data.max_rejects=0.5");

    assertThat(rejects())
        .containsExactly(
            "0|not a number|y|q",
            "1|null and not a number and infinite|x, y, z|null, q, Infinity",
            "2|not a number|y|q",
            "3|infinite|z|Infinity");
  }

  @Test
  void ofVeryManyColumnsSomeAreNamed() throws Exception {
    prepare(
        "select id, if(id = 0, transform(sequence(1, 50), i -> double('NaN')),"
            + " transform(sequence(1, 50), i -> 1D)) v from range(10)",
        "v",
        "source={kind: vector, column: v}",
        "data.max_rejects=0.5");

    assertThat(rejects())
        .singleElement()
        .asString()
        .startsWith("0|not a number|v[0], v[1], v[2],")
        .contains("v[9] and 40 more|NaN, ");
  }

  @Test
  void columnWithoutAnyGoodValueIsNamedWithItsType() throws Exception {
    String table = "select id, 1D x, concat('w', id) w from range(60)";
    String told =
        "60 of 60 rows cannot be used (60 not a number)%s; the worst columns are w (all rows, of"
            + " type string); no value of w is any good; leave the worst out of the list of columns,"
            + " or mend the rows";
    assertThatThrownBy(() -> prepare(table, "x, w"))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            told.formatted(
                ", data.max_rejects allows 0.01; they are in " + folder.resolve("rejects")));
    assertThatThrownBy(() -> prepare(table, "x, w", "data.max_rejects=1"))
        .isInstanceOf(BadDataException.class)
        .hasMessage(told.formatted(""));
  }

  @Test
  void worstColumnsAndTheWayOutAreNamed() throws Exception {
    assertThatThrownBy(
            () ->
                prepare(
                    "select if(id = 5, null, id) id, if(id < 9, null, 1D) x, if(id < 4, 'q', '2') y,"
                        + " 1D z from range(60)",
                    "x, y, z"))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("9 of 60 rows cannot be used (4 null, 4 null and not a number, 1")
        .hasMessageContaining(
            "; the worst columns are x (9 rows, of type double), y (4 rows, of type string), id (1"
                + " row, of type bigint); set data.max_rejects to 0.15 or more, or leave the worst"
                + " out of the list of columns, or mend the rows");
  }
}
