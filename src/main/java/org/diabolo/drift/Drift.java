package org.diabolo.drift;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.reference.Reference;
import org.diabolo.rows.files.NoRows;

/** Tells whether rows still look like those that a model was trained on. */
public final class Drift {
  private static final int TOLD = 20;

  private final SparkSession spark;
  private final JobSpec spec;
  private final Bundle bundle;

  /**
   * @param spark to run on
   * @param spec the job
   * @param bundle the model
   */
  public Drift(SparkSession spark, JobSpec spec, Bundle bundle) {
    this.spark = spark;
    this.spec = spec;
    this.bundle = bundle;
  }

  /**
   * @return why it can be told of no rows, in words; nothing where it can
   */
  public Optional<String> hindrance() {
    return bundle.reference() == null
        ? Optional.of(
            "the bundle of "
                + bundle.card().version()
                + " keeps no reference figures, as those of older versions, or of a job that holds"
                + " no rows out; train it again")
        : Optional.empty();
  }

  /**
   * @param input rows with the job's columns
   * @return what is told of all of them
   * @throws BadDataException when it cannot be read, has no rows, or none that can be used
   * @throws InvalidJobException when it has not the job's columns
   */
  public DriftReport of(InputSpec input) {
    return since(input, Optional.empty());
  }

  /**
   * @param input rows with the job's columns
   * @param known keys of rows that are passed over, as {@link org.diabolo.rows.Keys#of} gives them,
   *     and with them rows without a key; nothing to look at all rows
   * @return what is told of the others; where there are none, that they are no drift
   * @throws BadDataException when it cannot be read, or no such row can be used
   * @throws InvalidJobException when it has not the job's columns
   */
  public DriftReport since(InputSpec input, Optional<Dataset<Row>> known) {
    Optional<String> hindrance = hindrance();
    if (hindrance.isPresent()) {
      return DriftReport.untold(bundle.card().version(), hindrance.get());
    }
    InputRows.Looked looked = InputRows.of(spark, spec, bundle, input).look(known);
    DriftReport.Now rows = looked.rows();
    if (rows.rows() == 0) {
      if (known.isPresent()) {
        return DriftReport.nothing(bundle.card().version());
      }
      throw NoRows.of(input);
    }
    if (looked.sample() == null) {
      throw new BadDataException(
          input.pathKey()
              + ": "
              + input.path()
              + ": none of "
              + rows.drawn()
              + " rows can be used"
              + (rows.worstColumns().isEmpty()
                  ? ""
                  : "; the worst columns are " + InWords.counts(rows.worstColumns())));
    }
    return report(rows, looked.sample());
  }

  private DriftReport report(DriftReport.Now rows, Sample sample) {
    Reference reference = bundle.reference();
    Features features = Features.of(bundle.card().source(), spec.source());
    Comparing.Checks checks =
        new Comparing(reference, features).compare(sample, rows.drawn(), rows.rejected());
    Map<String, Long> tokens = sample.strange(Features.Strange::tokens);
    Map<String, Long> characters = sample.strange(Features.Strange::characters);
    Map<String, String> reasons =
        new InWords(reference, rows.worstColumns(), tokens, characters).reasons(checks);
    String none =
        "%d comparisons of %d rows with %d"
            .formatted(checks.count(), sample.rows().size(), reference.rows());
    return new DriftReport(
        !reasons.isEmpty(),
        List.copyOf(reasons.keySet()),
        reasons.isEmpty()
            ? List.of(none)
            : reasons.entrySet().stream()
                .map(reason -> reason.getKey() + ": " + reason.getValue())
                .toList(),
        bundle.card().version(),
        new DriftReport.Then(
            reference.split(),
            reference.rows(),
            reference.input().rows(),
            reference.input().rejected()),
        rows,
        checks.errors().isEmpty() ? null : reference.errors().measure(),
        checks.count(),
        checks.errors(),
        Comparing.foremost(checks.codes(), TOLD),
        Comparing.foremost(checks.inputs(), TOLD),
        tokens,
        characters);
  }
}
