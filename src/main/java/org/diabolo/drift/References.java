package org.diabolo.drift;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.corpus.CorpusReading;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.field.TextField;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.reference.Reference;
import org.diabolo.rows.Rejects;
import org.diabolo.spark.Steps;

/** Takes down how a model's held-out rows look. */
public final class References {
  private References() {}

  /**
   * Of the validation rows, where a job has any, else of the test rows: errors of rows that it was
   * trained on would be too small.
   *
   * @param spark to run on
   * @param spec the job
   * @param bundle the model
   * @param corpus that it was trained on
   * @param reading of the corpus, to be asked afterwards whether it was whole
   * @return nothing where no row is held out, or where a row's error or code is no finite number
   */
  public static Optional<Reference> of(
      SparkSession spark,
      JobSpec spec,
      Bundle bundle,
      PreparedCorpus corpus,
      CorpusReading reading) {
    Split split = corpus.rows(Split.VALID) > 0 ? Split.VALID : Split.TEST;
    long count = corpus.rows(split);
    if (count == 0) {
      return Optional.empty();
    }
    Drawing drawing = Drawing.of(bundle, spec);
    double share = drawing.share(count);
    boolean text = bundle.card().source() instanceof TextField;
    try (Steps steps = Steps.of(spark, 0)) {
      steps.next("how the " + split.label() + " rows look");
      Dataset<Row> rows =
          reading
              .table(split)
              .select(CorpusColumns.KEY, text ? CorpusColumns.SOURCE_TEXT : CorpusColumns.SOURCE)
              .where(Drawing.isDrawn(col(CorpusColumns.KEY), share));
      List<RowFigures> told =
          drawing.tell(
              rows, (long) (count * share), text ? Drawing.Cells.RAW : Drawing.Cells.PREPARED);
      if (told.isEmpty()) {
        return Optional.empty();
      }
      Rejects rejects = corpus.card().rejects();
      return new Sample(told)
          .reference(
              split.label(),
              new Reference.Input(
                  Math.max(1, Math.max(rejects.rows(), rejects.rejected())), rejects.rejected()),
              Figuring.measure(bundle.card().source()),
              drawing.features().names());
    }
  }
}
