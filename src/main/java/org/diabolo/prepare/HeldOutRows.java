package org.diabolo.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.corpus.Split;
import org.diabolo.field.Field;
import org.diabolo.job.JobSpec;
import org.diabolo.rows.Input;
import org.diabolo.rows.Screening;

/**
 * The good rows of an input that a job's split calls test, still as they came in: each is on the
 * side on which preparing puts it.
 */
public final class HeldOutRows {
  /** The column of the key as text. */
  public static final String KEY = CorpusColumns.KEY;

  /** The column of what the split hashes: rows that share it belong together. */
  public static final String TOGETHER = "together";

  /** The column of the text by which figures are told apart; null where the job names none. */
  public static final String BY = CorpusColumns.BY;

  /** The column of the source's raw cell. */
  public static final String SOURCE = Screening.SOURCE;

  /** The column of the target's raw cell, which in an autoencoder is the source's. */
  public static final String TARGET = Screening.TARGET;

  private HeldOutRows() {}

  /**
   * @param spark to run on
   * @param spec the job
   * @param source the fitted source field, which rows must fit
   * @param target the fitted target field; null in an autoencoder
   * @return columns {@link #KEY}, {@link #TOGETHER}, {@link #BY}, {@link #SOURCE}, {@link #TARGET}
   * @throws org.diabolo.job.BadDataException when the input cannot be read
   * @throws org.diabolo.job.InvalidJobException when it has not the columns that the job names
   */
  public static Dataset<Row> of(SparkSession spark, JobSpec spec, Field source, Field target) {
    List<String> required = SplitRule.columns(spec.data());
    List<String> kept = new ArrayList<>(required);
    String by = spec.evaluate().by();
    if (by != null) {
      kept.add(by);
    }
    Dataset<Row> input = Input.open(spark, spec.data().input(), spec);
    Dataset<Row> screened = Screening.fitted(spec, input, kept, required, source, target).screen();
    Column told = by == null ? lit(null).cast("string") : Kept.text(screened, by);
    return screened
        .where(Screening.isGood())
        .where(SplitRule.of(spec, screened).equalTo(Split.TEST.label()))
        .select(
            Kept.key(screened).as(KEY),
            SplitRule.by(spec, screened).as(TOGETHER),
            told.as(BY),
            col(SOURCE),
            col(spec.autoencoder() ? SOURCE : Screening.TARGET).as(TARGET));
  }
}
