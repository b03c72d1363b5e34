package org.diabolo.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.field.Field;
import org.diabolo.field.TextField;
import org.diabolo.job.JobSpec;
import org.diabolo.rows.RawCell;
import org.diabolo.rows.Screening;
import org.diabolo.spark.Unboxed;
import scala.Tuple2;
import scala.Tuple3;

/** Good rows to the rows of the prepared corpus. */
final class CorpusRows {
  private static final int SOURCE = 3;
  private static final int TARGET = 4;

  private final JobSpec spec;
  private final Fields fields;

  CorpusRows(JobSpec spec, Fields fields) {
    this.spec = spec;
    this.fields = fields;
  }

  /**
   * @param good screened rows with their split
   * @return columns split, key, source, and those of target, source_text, target_text and by that
   *     the job has
   */
  Dataset<Row> of(Dataset<Row> good) {
    String by = spec.evaluate().by();
    Column group = by == null ? lit(null).cast("string") : Kept.text(good, by);
    List<Column> read = new ArrayList<>();
    read.add(col(CorpusColumns.SPLIT));
    read.add(Kept.key(good));
    read.add(group);
    read.add(col(Screening.SOURCE));
    if (fields.target() != null) {
      read.add(col(Screening.TARGET));
    }
    // Arrays of floats go without boxing through tuples only, of which Spark has no large ones.
    Encoder<float[]> floats = Unboxed.encoder(good.sparkSession());
    Encoder<String> text = Encoders.STRING();
    return good.select(read.toArray(Column[]::new))
        .map(
            convert(fields),
            Encoders.tuple(
                Encoders.tuple(text, text, text),
                Encoders.tuple(floats, text),
                Encoders.tuple(floats, text)))
        .select(written().toArray(Column[]::new));
  }

  private List<Column> written() {
    List<Column> columns = new ArrayList<>();
    columns.add(col("_1._1").as(CorpusColumns.SPLIT));
    columns.add(col("_1._2").as(CorpusColumns.KEY));
    columns.add(col("_2._1").as(CorpusColumns.SOURCE));
    if (fields.target() != null) {
      columns.add(col("_3._1").as(CorpusColumns.TARGET));
    }
    if (fields.source() instanceof TextField) {
      columns.add(col("_2._2").as(CorpusColumns.SOURCE_TEXT));
    }
    if (fields.target() instanceof TextField) {
      columns.add(col("_3._2").as(CorpusColumns.TARGET_TEXT));
    }
    if (spec.evaluate().by() != null) {
      columns.add(col("_1._3").as(CorpusColumns.BY));
    }
    return columns;
  }

  private static MapFunction<
          Row,
          Tuple3<Tuple3<String, String, String>, Tuple2<float[], String>, Tuple2<float[], String>>>
      convert(Fields fields) {
    return row ->
        new Tuple3<>(
            new Tuple3<>(row.getString(0), row.getString(1), row.getString(2)),
            side(fields.source(), RawCell.of(row, SOURCE)),
            fields.target() == null
                ? new Tuple2<>(new float[0], "")
                : side(fields.target(), RawCell.of(row, TARGET)));
  }

  private static Tuple2<float[], String> side(Field field, Object cell) {
    String text = field instanceof TextField texts ? texts.normalised((String) cell) : "";
    return new Tuple2<>(field.toNetwork(cell), text);
  }
}
