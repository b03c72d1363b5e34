package org.diabolo.retrain;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.drift.Drift;
import org.diabolo.drift.DriftReport;
import org.diabolo.drift.RowsSince;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.WhenSpec;
import org.diabolo.network.Bundle;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.StageListener;
import org.diabolo.rows.Keys;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.OwnParquet;
import org.diabolo.store.Publication;
import org.diabolo.store.SummedJson;

/**
 * Whether a retraining has anything to do, which is told before it trains: from the rows that the
 * champion was not made from. What was told once of a run stays told.
 *
 * @param spark to run on
 * @param spec the job over the files that the run keeps to
 * @param run of the candidate
 * @param listener for people
 */
public record Due(SparkSession spark, JobSpec spec, RunDirectory run, StageListener listener) {
  private static final String FILE = RunDirectory.DUE;

  /**
   * What was told.
   *
   * @param when by which rule
   * @param due whether there is anything to do
   * @param reasons in words
   * @param drift whether rows look otherwise; null where it was not told
   * @param toldBy errors, codes or inputs, which tell that they do
   */
  public record Told(
      WhenSpec when, boolean due, List<String> reasons, Boolean drift, List<String> toldBy) {
    private static Told of(WhenSpec when, DriftReport report) {
      Boolean drift = report.told().orElse(null);
      boolean due = when.kind() == WhenSpec.Kind.ALWAYS || drift == null || drift;
      return new Told(when, due, List.of(report.toString()), drift, report.toldBy());
    }

    private static Told withoutDrift(WhenSpec when, boolean due, String reason) {
      return new Told(when, due, List.of(reason), null, List.of());
    }
  }

  /** What was told of the run before; nothing where nothing was. */
  Optional<Told> before() {
    Folder folder = run.folder();
    if (!folder.has(FILE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SummedJson.readWhole(folder.text(FILE), Told.class));
    } catch (UncheckedIOException e) {
      throw new BadDataException(folder + "/" + FILE + ": damaged; name another --run-id", e);
    }
  }

  /**
   * @param now how the registry stands
   */
  Told tell(Registry now) {
    WhenSpec when = spec.retraining().when();
    Optional<Told> before = before().filter(told -> told.when().equals(when));
    if (before.isPresent()) {
      return before.get();
    }
    Told told =
        Champion.of(now)
            .map(champion -> told(now, champion.run(), when))
            .orElseGet(() -> Told.withoutDrift(when, true, "there is no champion"));
    run.folder().write(FILE, SummedJson.text(told));
    return told;
  }

  /**
   * @param made the champion's run
   */
  private Told told(Registry now, RunDirectory made, WhenSpec when) {
    try {
      Bundle bundle = NewCodes.opened(spec, made);
      listener.stageBegins("looking at the rows since " + made.id() + " was made");
      Optional<Dataset<Row>> known = known(now, made);
      if (when.kind() == WhenSpec.Kind.NEW_ROWS) {
        return byShare(when, known);
      }
      DriftReport report = new Drift(spark, spec, bundle).since(spec.data().input(), known);
      report.write(run.folder());
      listener.stageEnded(report.toString());
      return Told.of(when, report);
    } catch (BadDataException | InvalidJobException e) {
      // The training meets what is wrong with the rows; a job of other columns it may be meant for.
      String why = "drift cannot be told: " + e.getMessage();
      listener.stageEnded(why);
      return Told.withoutDrift(when, true, why);
    }
  }

  private Told byShare(WhenSpec when, Optional<Dataset<Row>> known) {
    RowsSince rows = RowsSince.count(spark, spec, known);
    boolean due = rows.share() >= when.newRows();
    String words =
        String.format(
            Locale.ROOT,
            "%,d of %,d rows are new to the champion, %.2f %%, and retrain.when.new_rows is %s",
            rows.since(),
            rows.all(),
            100 * rows.share(),
            Json.line(when.newRows()));
    listener.stageEnded(words);
    return Told.withoutDrift(when, due, words);
  }

  /**
   * Keys of the rows that the champion was made from, good and bad.
   *
   * @param made its run
   */
  private Optional<Dataset<Row>> known(Registry now, RunDirectory made) {
    return good(now, made).map(keys -> bad(made).map(keys::union).orElse(keys));
  }

  /**
   * The champion's codes are kept up with the rows, so that by them a row would be new for one
   * night only, and few rows a night would never add up; they are gone by where the prepared rows
   * were pruned.
   */
  private Optional<Dataset<Row>> good(Registry now, RunDirectory made) {
    if (PreparedCorpus.isAt(made.prepared())) {
      return Optional.of(
          Keys.of(PreparedCorpus.load(made.prepared()).sides(spark), CorpusColumns.KEY));
    }
    return Codes.find(now).map(codes -> Keys.of(codes.rows(spark), spec.data().key()));
  }

  /** Else what was rejected then would be new each night. */
  private Optional<Dataset<Row>> bad(RunDirectory made) {
    return Publication.isPublished(made.rejects(), Publication.SUCCESS)
        ? Optional.of(Keys.of(OwnParquet.read(spark, made.rejects()), spec.data().key()))
        : Optional.empty();
  }
}
