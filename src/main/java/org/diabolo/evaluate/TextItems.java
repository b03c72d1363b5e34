package org.diabolo.evaluate;

import static org.apache.spark.sql.functions.array;
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

/**
 * What a model of text is asked: each source once, with every target that stands beside it in the
 * corpus counting as right. Sources that are no text are not compared, so each row is one item.
 */
final class TextItems {
  private static final String BY = "by";
  private static final String SOURCE_TEXT = "source_text";
  private static final String TARGET_TEXT = "target_text";

  private TextItems() {}

  /**
   * One question.
   *
   * @param key tells it from others
   * @param source prepared numbers
   * @param text the source as text; null where it is none
   * @param references right answers, at least one
   * @param by value of the column by which metrics are told apart; null without one
   */
  record Item(String key, float[] source, String text, List<String> references, String by)
      implements Serializable {}

  /**
   * @param rows of a split: key, source, and where they are there source_text, target_text, by
   * @return the questions in them, in as many partitions as there are task slots
   */
  static JavaRDD<Item> of(Dataset<Row> rows) {
    List<String> names = Arrays.asList(rows.columns());
    boolean texts = names.contains(SOURCE_TEXT);
    Column by = names.contains(BY) ? col(BY) : lit(null).cast("string");
    // In an autoencoder the source is what is right.
    String target = names.contains(TARGET_TEXT) ? TARGET_TEXT : SOURCE_TEXT;
    Dataset<Row> items;
    if (texts) {
      items =
          rows.groupBy(col(SOURCE_TEXT).as("text"), by.as(BY))
              .agg(
                  min("key").as("key"),
                  first("source").as("source"),
                  sort_array(collect_set(target)).as("references"))
              .select("key", "source", "text", "references", BY);
    } else {
      items =
          rows.select(
              col("key"),
              col("source"),
              lit(null).cast("string").as("text"),
              array(col(target)).as("references"),
              by.as(BY));
    }
    int slots = rows.sparkSession().sparkContext().defaultParallelism();
    return items.repartition(slots, col("key")).javaRDD().map(TextItems::item);
  }

  private static Item item(Row row) {
    return new Item(
        row.getString(0),
        PreparedNumbers.floats(row, 1),
        row.getString(2),
        row.getList(3),
        row.getString(4));
  }
}
