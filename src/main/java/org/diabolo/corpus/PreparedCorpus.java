package org.diabolo.corpus;

import static org.apache.spark.sql.functions.col;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.field.Field;
import org.diabolo.job.BadDataException;
import org.diabolo.rows.Rejects;
import org.diabolo.store.FileList;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.OwnParquet;
import org.diabolo.store.Publication;
import org.diabolo.store.SummedJson;

/**
 * The Parquet that training reads, one folder a split: {@code key string, source array<float>} and,
 * unless it is an autoencoder's, {@code target array<float>}. Beside ids stand the texts that they
 * come from, normalised as the field says: {@code source_text string}, {@code target_text string}.
 * If the job tells metrics apart by a column, its value is {@code by string}. {@code _corpus.json}
 * lists the files and has the {@link RowSum} of each split, by which a {@link CorpusReading} finds
 * that rows are missing.
 *
 * @param folder where it is
 * @param card what {@code _corpus.json} in it says
 */
public record PreparedCorpus(Folder folder, Card card) {
  private static final String CARD = "_corpus.json";

  /**
   * @param source the fitted source field
   * @param target the fitted target field; null in an autoencoder
   * @param rows in each split, by its label
   * @param rejects of the input
   * @param texts what became of the fields that are text, by {@code source} and {@code target}
   * @param sums of the rows of each split, by its label; null where an older version prepared
   * @param files that the rows are in; null where an older version prepared
   */
  public record Card(
      Field source,
      Field target,
      Map<String, Long> rows,
      Rejects rejects,
      Map<String, TextFacts> texts,
      Map<String, RowSum> sums,
      FileList files) {
    /**
     * What lacks one of these is no corpus's card.
     *
     * @param source the fitted source field; not null
     * @param target the fitted target field; null in an autoencoder
     * @param rows in each split, by its label; not null
     * @param rejects of the input; not null
     * @param texts what became of the fields that are text, by {@code source} and {@code target}
     * @param sums of the rows of each split, by its label; null if and only if {@code files} is
     * @param files that the rows are in; null where an older version prepared
     */
    public Card {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(rows, "rows");
      Objects.requireNonNull(rejects, "rejects");
      if ((sums == null) != (files == null)) {
        throw new IllegalArgumentException("sums and files: allowed: both or neither");
      }
    }

    /**
     * Writes it beside the rows.
     *
     * @param folder of the corpus
     */
    public void write(Folder folder) {
      folder.write(CARD, SummedJson.text(this));
    }
  }

  /**
   * @param folder of a prepared corpus
   * @return whether a whole one is there
   */
  public static boolean isAt(Folder folder) {
    return Publication.isPublished(folder, Publication.SUCCESS) && folder.has(CARD);
  }

  /**
   * @param folder of a prepared corpus
   * @return the corpus
   * @throws BadDataException when there is none
   * @throws DamagedCorpusException when what it says of itself cannot be read
   */
  public static PreparedCorpus load(Folder folder) {
    if (!isAt(folder)) {
      throw new BadDataException(
          folder + ": there is no prepared corpus here (make one with: diabolo prepare)");
    }
    String text = folder.text(CARD);
    try {
      return new PreparedCorpus(folder, SummedJson.read(text, Card.class));
    } catch (UncheckedIOException e) {
      throw new DamagedCorpusException(
          folder
              + "/"
              + CARD
              + ": damaged; make it again with: diabolo prepare and this --run-id, or begin a new"
              + " run",
          e);
    }
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
   * @return by which it is told from corpora of other rows or fields, and not from one that was
   *     made again of the same, whose files have other names
   */
  public String identity() {
    return DigestUtils.sha256Hex(
        Json.line(card.source)
            + "\n"
            + Json.line(card.target)
            + "\n"
            + Json.line(card.rows)
            + "\n"
            + Json.line(card.sums));
  }

  /** What was summed when a split was written. */
  RowSum sum(Split split) {
    return card.sums.getOrDefault(split.label(), RowSum.NONE);
  }

  /**
   * @param spark to run on
   * @return a reading that finds out whether the corpus is whole
   * @throws BadDataException when files are missing, have another length, or are too many
   */
  public CorpusReading read(SparkSession spark) {
    return new CorpusReading(spark, this);
  }

  /**
   * @param split wanted
   * @return its rows with all columns that the corpus has, in no particular order
   */
  Dataset<Row> table(SparkSession spark, Split split) {
    return table(OwnParquet.reader(spark), split);
  }

  /**
   * @param spark to run on
   * @return the key of each row and, as {@code split}, the label of its side; no more of the files
   *     is read
   */
  public Dataset<Row> sides(SparkSession spark) {
    return OwnParquet.reader(spark)
        .parquet(folder.path().toString())
        .select(CorpusColumns.KEY, CorpusColumns.SPLIT);
  }

  /** The rows of a split that can be read, whatever is missing or damaged. */
  Dataset<Row> readable(SparkSession spark, Split split) {
    return table(
        OwnParquet.reader(spark)
            .option("ignoreCorruptFiles", "true")
            .option("ignoreMissingFiles", "true"),
        split);
  }

  private Dataset<Row> table(DataFrameReader reader, Split split) {
    return reader
        .parquet(folder.path().toString())
        .where(col(CorpusColumns.SPLIT).equalTo(split.label()))
        .drop(CorpusColumns.SPLIT);
  }
}
