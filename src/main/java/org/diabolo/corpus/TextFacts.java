package org.diabolo.corpus;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.field.TextField;
import org.diabolo.field.Vocabulary;

/**
 * What became of a text field's rows.
 *
 * @param vocabulary how many tokens are known
 * @param splits by their labels
 */
public record TextFacts(int vocabulary, Map<String, Texts> splits) {

  /**
   * The texts of a split.
   *
   * @param tokens of all of them
   * @param unknown share of them that is not known, 0 to 1
   * @param longest tokens of a text
   * @param mean tokens of a text
   */
  public record Texts(long tokens, double unknown, int longest, double mean) {}

  /**
   * Counts them.
   *
   * @param field that made the ids
   * @param prepared rows with their split
   * @param column of token ids
   * @return the counts of each split that has rows
   */
  public static TextFacts of(TextField field, Dataset<Row> prepared, String column) {
    Map<String, Texts> splits = new TreeMap<>();
    prepared
        .groupBy(CorpusColumns.SPLIT)
        .agg(
            sum(size(col(column))),
            sum(size(filter(col(column), id -> id.equalTo(Vocabulary.UNKNOWN)))),
            max(size(col(column))),
            avg(size(col(column))))
        .collectAsList()
        .forEach(
            row ->
                splits.put(
                    row.getString(0),
                    new Texts(
                        row.getLong(1),
                        (double) row.getLong(2) / row.getLong(1),
                        row.getInt(3),
                        row.getDouble(4))));
    return new TextFacts(field.vocabulary().tokens().size(), splits);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(vocabulary + " tokens known");
    splits.forEach(
        (split, texts) ->
            text.append(
                String.format(
                    java.util.Locale.ROOT,
                    "; %s: %.1f tokens a row (at most %d), %.2f %% unknown",
                    split,
                    texts.mean,
                    texts.longest,
                    100 * texts.unknown)));
    return text.toString();
  }
}
