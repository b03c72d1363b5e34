package org.diabolo.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.spark.Unboxed;

/**
 * What a model of text is asked: each source once, with every target that stands beside it in the
 * split counting as right. Sources that are no text are not compared, so each row is one item.
 */
final class TextItems {
  private TextItems() {}

  /**
   * One question.
   *
   * @param key tells it from others
   * @param source prepared numbers
   * @param text the source as text; null where it is none
   * @param references right answers, at least one
   * @param by values of the column by which metrics are told apart that the source stands beside;
   *     none without such a column
   */
  record Item(String key, float[] source, String text, List<String> references, List<String> by)
      implements Serializable {}

  /**
   * @param rows of a split: key, source, and where they are there source_text, target_text, by
   * @param count of the rows
   * @return the questions in them
   */
  static JavaRDD<Item> of(Dataset<Row> rows, long count) {
    List<String> names = Arrays.asList(rows.columns());
    Column by = names.contains(CorpusColumns.BY) ? col(CorpusColumns.BY) : lit(null).cast("string");
    // In an autoencoder the source is what is right.
    String target =
        names.contains(CorpusColumns.TARGET_TEXT)
            ? CorpusColumns.TARGET_TEXT
            : CorpusColumns.SOURCE_TEXT;
    Dataset<Row> items;
    if (names.contains(CorpusColumns.SOURCE_TEXT)) {
      items =
          rows.groupBy(col(CorpusColumns.SOURCE_TEXT).as("text"))
              .agg(
                  min(CorpusColumns.KEY).as(CorpusColumns.KEY),
                  first(CorpusColumns.SOURCE).as(CorpusColumns.SOURCE),
                  sort_array(collect_set(col(target))).as("references"),
                  sort_array(collect_set(by)).as(CorpusColumns.BY))
              .select(
                  CorpusColumns.KEY, CorpusColumns.SOURCE, "text", "references", CorpusColumns.BY);
    } else {
      items =
          rows.select(
              col(CorpusColumns.KEY),
              col(CorpusColumns.SOURCE),
              lit(null).cast("string").as("text"),
              array(col(target)).as("references"),
              array_compact(array(by)).as(CorpusColumns.BY));
    }
    return Spread.of(items, count).javaRDD().map(TextItems::item);
  }

  private static Item item(Row row) {
    return new Item(
        row.getString(0),
        Unboxed.floats(row.getList(1)),
        row.getString(2),
        List.copyOf(row.<String>getList(3)),
        List.copyOf(row.<String>getList(4)));
  }
}
