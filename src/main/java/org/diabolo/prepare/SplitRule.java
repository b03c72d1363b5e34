package org.diabolo.prepare;

import static org.apache.spark.sql.functions.crc32;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.diabolo.corpus.Split;
import org.diabolo.field.TextField;
import org.diabolo.job.DataSpec;
import org.diabolo.job.DataSpec.SplitSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.job.TextSpec;

/** On which side a row stands, as the job says. */
final class SplitRule {
  private static final int BUCKETS = 10_000;

  private SplitRule() {}

  /** Input columns, besides the key, that the split looks at. */
  static List<String> columns(DataSpec data) {
    List<String> columns = new ArrayList<>();
    if (data.split().column() != null) {
      columns.add(data.split().column());
    }
    if (!data.split().by().equals(data.key())) {
      columns.add(data.split().by());
    }
    return columns;
  }

  /** The side of a screened row, which kept {@link #columns}. */
  static Column of(JobSpec spec, Dataset<Row> screened) {
    SplitSpec split = spec.data().split();
    Column hash =
        crc32(by(spec, screened).cast("binary")).mod(BUCKETS).cast("double").divide(BUCKETS);
    if (split.column() == null) {
      return when(hash.lt(split.test()), Split.TEST.label())
          .when(hash.lt(split.test() + split.valid()), Split.VALID.label())
          .otherwise(Split.TRAIN.label());
    }
    return when(
            Kept.text(screened, split.column()).isin(split.testValues().toArray()),
            Split.TEST.label())
        .when(hash.lt(split.valid()), Split.VALID.label())
        .otherwise(Split.TRAIN.label());
  }

  /** The text of a screened row that is hashed: rows that share it stay together. */
  static Column by(JobSpec spec, Dataset<Row> screened) {
    DataSpec data = spec.data();
    String by = data.split().by();
    return hashed(spec, by.equals(data.key()) ? Kept.key(screened) : Kept.text(screened, by));
  }

  /** Texts that are the same to a field stand on one side, however they were written. */
  private static Column hashed(JobSpec spec, Column by) {
    return Stream.of(spec.source(), spec.target())
        .filter(TextSpec.class::isInstance)
        .map(TextSpec.class::cast)
        .filter(text -> text.column().equals(spec.data().split().by()))
        .max(Comparator.comparing(TextSpec::lowercase))
        .map(TextField::unfitted)
        .map(field -> udf(normalise(field), DataTypes.StringType).apply(by))
        .orElse(by);
  }

  private static UDF1<String, String> normalise(TextField field) {
    return text -> text == null ? null : field.normalised(text);
  }
}
