package org.diabolo.prepare;

import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.diabolo.batch.Example;
import org.diabolo.field.Field;
import org.diabolo.job.BadDataException;
import org.diabolo.rows.Rejects;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import scala.Tuple2;
import scala.Tuple3;

/**
 * The Parquet that training reads, one folder a split: {@code key string, source array<float>} and,
 * unless it is an autoencoder's, {@code target array<float>}.
 *
 * @param folder where it is
 * @param card what {@code _corpus.json} in it says
 */
public record PreparedCorpus(Folder folder, Card card) {
  static final String CARD = "_corpus.json";

  /**
   * @param source the fitted source field
   * @param target the fitted target field; null in an autoencoder
   * @param rows in each split, by its label
   * @param rejects of the input
   */
  public record Card(Field source, Field target, Map<String, Long> rows, Rejects rejects) {}

  /**
   * @param folder of a prepared corpus
   * @return whether a whole one is there
   */
  public static boolean isAt(Folder folder) {
    return folder.has(CARD);
  }

  /**
   * @param folder of a prepared corpus
   * @return the corpus
   * @throws BadDataException when there is none
   */
  public static PreparedCorpus load(Folder folder) {
    if (!isAt(folder)) {
      throw new BadDataException(
          folder + ": there is no prepared corpus here (make one with: diabolo prepare)");
    }
    return new PreparedCorpus(folder, Json.read(folder.text(CARD), Card.class));
  }

  /**
   * @param split wanted
   * @return its number of rows
   */
  public long rows(Split split) {
    return card.rows.getOrDefault(split.label(), 0L);
  }

  /**
   * @return the target field, which is the source field in an autoencoder
   */
  public Field decoded() {
    return card.target == null ? card.source : card.target;
  }

  /**
   * @param split wanted
   * @return its rows, in no particular order
   */
  public JavaRDD<Example> examples(SparkSession spark, Split split) {
    if (rows(split) == 0) {
      return JavaSparkContext.fromSparkContext(spark.sparkContext()).emptyRDD();
    }
    Dataset<org.apache.spark.sql.Row> rows =
        spark.read().parquet(folder.folder("split=" + split.label()).path().toString());
    if (card.target == null) {
      return rows.select("key", "source")
          .as(Encoders.tuple(Encoders.STRING(), floats(spark)))
          .javaRDD()
          .map((Tuple2<String, float[]> row) -> new Example(row._1(), row._2(), row._2()));
    }
    return rows.select("key", "source", "target")
        .as(Encoders.tuple(Encoders.STRING(), floats(spark), floats(spark)))
        .javaRDD()
        .map((Tuple3<String, float[], float[]> row) -> new Example(row._1(), row._2(), row._3()));
  }

  /** Arrays of floats without boxing, which Java's own list of encoders lacks. */
  @SuppressWarnings("unchecked")
  static Encoder<float[]> floats(SparkSession spark) {
    return (Encoder<float[]>) (Encoder<?>) spark.implicits().newFloatArrayEncoder();
  }
}
