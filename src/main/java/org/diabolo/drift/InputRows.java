package org.diabolo.drift;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.rows.CellText;
import org.diabolo.rows.Input;
import org.diabolo.rows.Keys;
import org.diabolo.rows.Screening;
import org.diabolo.rows.WorstColumns;
import org.diabolo.spark.Steps;

/**
 * Looks at the rows of an input: draws some, judges these, and has the model tell of the good ones.
 *
 * @param spark to run on
 * @param spec the job over the input
 * @param bundle the model
 */
record InputRows(SparkSession spark, JobSpec spec, Bundle bundle) {
  private static final int NAMED = 10;

  static InputRows of(SparkSession spark, JobSpec spec, Bundle bundle, InputSpec input) {
    return new InputRows(spark, spec.reading(input), bundle);
  }

  /**
   * What was looked at.
   *
   * @param rows how many
   * @param sample the good ones; null where there is none
   */
  record Looked(DriftReport.Now rows, Sample sample) {}

  /**
   * @param known keys of rows that are passed over, as {@link Keys#of} gives them; nothing to look
   *     at all, those without a key too
   */
  Looked look(Optional<Dataset<Row>> known) {
    try (Steps steps = Steps.of(spark, 3)) {
      steps.next("looking at the files");
      Dataset<Row> all = Input.open(spark, spec.data().input(), spec);
      // Complains of missing columns, the key's among them.
      screening(all);
      Column key = CellText.of(all, spec.data().key());
      Dataset<Row> rows = known.map(keys -> Keys.unknown(all, spec.data().key(), keys)).orElse(all);
      steps.next("counting the rows");
      Row counted = rows.agg(count(lit(1)), count(key)).head();
      long keyed = counted.getLong(1);
      Drawing drawing = Drawing.of(bundle, spec);
      double share = drawing.share(keyed);
      // Nothing tells them apart, so none can be drawn.
      long keyless = Math.round((counted.getLong(0) - keyed) * share);
      Dataset<Row> screened =
          screening(rows.where(key.isNotNull().and(Drawing.isDrawn(key, share))))
              .screen()
              .persist(StorageLevel.MEMORY_AND_DISK());
      try {
        steps.next("looking at " + Math.round(keyed * share) + " rows");
        return looked(counted.getLong(0), keyless, screened, drawing);
      } finally {
        screened.unpersist(true);
      }
    }
  }

  private Screening screening(Dataset<Row> rows) {
    return Screening.sourceOnly(spec, rows, List.of(), bundle.card().source());
  }

  private Looked looked(long rows, long keyless, Dataset<Row> screened, Drawing drawing) {
    Column key = CellText.of(screened, Screening.KEY);
    Dataset<Row> good =
        screened.where(Screening.isGood()).select(key.as(Screening.KEY), col(Screening.SOURCE));
    Row counted = screened.agg(count(lit(1)), count(when(Screening.isGood(), true))).head();
    long judged = counted.getLong(0);
    long usable = counted.getLong(1);
    Map<String, Long> worst = usable == judged ? Map.of() : WorstColumns.counts(screened, NAMED);
    return new Looked(
        new DriftReport.Now(rows, judged + keyless, judged - usable + keyless, worst),
        usable == 0 ? null : new Sample(drawing.tell(good, usable, Drawing.Cells.RAW)));
  }
}
