package org.diabolo.prepare;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;
import org.diabolo.job.TextSpec;

/** Text fields whose vocabularies are counted over the train split. */
final class Vocabularies {
  private static final String TOKEN = "token";
  private static final String COUNT = "count";

  private Vocabularies() {}

  /**
   * @param texts of the train split, one column
   * @return the field that knows the most frequent tokens of them
   */
  static TextField fit(TextSpec spec, Dataset<Row> texts) {
    TextField cutter = TextField.unfitted(spec);
    List<String> tokens =
        mostFrequent(cutter, texts, spec.minCount(), spec.vocabulary()).stream()
            .map(row -> row.getString(0))
            .toList();
    return cutter.knowing(new Vocabulary(tokens));
  }

  /**
   * Counts tokens. Equally frequent ones stand in the order of their UTF-8 bytes, so that the same
   * ones are known whatever the cluster.
   *
   * @param cutter whose tokens are counted, those that it would cut off too
   * @param least count of a token that is taken
   * @param most tokens that come to the driver
   * @return rows of token and count, most frequent first
   */
  static List<Row> mostFrequent(TextField cutter, Dataset<Row> texts, long least, int most) {
    FlatMapFunction<Row, String> cut = row -> cutter.tokens(row.getString(0)).iterator();
    return texts
        .flatMap(cut, Encoders.STRING())
        .toDF(TOKEN)
        .groupBy(TOKEN)
        .count()
        .where(col(COUNT).geq(least))
        .orderBy(col(COUNT).desc(), col(TOKEN))
        .limit(most)
        .collectAsList();
  }
}
