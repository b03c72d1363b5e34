package org.diabolo.retrain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.diabolo.codes.KeptCodes;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.NotOwnerException;
import org.diabolo.job.Secrets;
import org.diabolo.model.TrialRun;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.StageListener;
import org.diabolo.store.Application;
import org.diabolo.store.Json;

/**
 * Codes by whoever is the champion of the rows that have none, after a retraining or a rollback.
 * What was decided stands whether they can be made or not, so that they could not is told, and no
 * failure.
 *
 * @param spark to run on
 * @param application that this process is an attempt of
 * @param spec the job
 * @param listener for people
 */
public record NewCodes(
    SparkSession spark, Application application, JobSpec spec, StageListener listener) {
  /** What a model reads of a row. */
  private static final List<String> READ =
      List.of("/source/kind", "/source/column", "/source/columns", "/data/key");

  /**
   * What came of it.
   *
   * @param kept codes, and how many rows were encoded; null where none were to be, or could
   * @param why they could not, in words; null otherwise
   */
  public record Result(KeptCodes.Kept kept, String why) {}

  /**
   * @param now how the registry stands
   * @param date that the rows are of: where newer ones are known, nothing is encoded
   * @return what came of it; nothing is encoded where {@code retrain.encode_new} is false
   */
  public Result encode(Registry now, LocalDate date) {
    Optional<Champion> champion = Champion.of(now);
    if (champion.isEmpty() || !spec.retraining().encodeNew()) {
      return new Result(null, null);
    }
    String why;
    try {
      Optional<String> newer =
          now.newestDate().filter(newest -> newest.compareTo(date.toString()) > 0);
      if (newer.isEmpty()) {
        RunDirectory run = champion.get().run();
        return new Result(encode(run, opened(spec, run)), null);
      }
      why = "rows of " + newer.get() + " are known, and these are of " + date;
    } catch (BadDataException | InvalidJobException | NotOwnerException e) {
      why = e.getMessage();
    }
    listener.stageEnded("no new rows were encoded: " + why);
    return new Result(null, why);
  }

  /**
   * @param champion that is to read rows of the job
   * @return its model
   * @throws BadDataException when it cannot be read or run
   * @throws InvalidJobException when it was trained on other columns
   */
  static Bundle opened(JobSpec spec, RunDirectory champion) {
    Bundle bundle = BundleStore.load(champion.bundle());
    requireSameRows(spec, bundle, champion.id());
    TrialRun.of(bundle, champion.bundle().toString());
    return bundle;
  }

  /** Other columns of the same number would go through its networks all the same. */
  private static void requireSameRows(JobSpec spec, Bundle bundle, String version) {
    JsonNode then = Secrets.redacted(bundle.card().provenance().path("job"));
    JsonNode now = Secrets.redacted(Json.tree(spec));
    for (String key : READ) {
      if (!Objects.equals(then.at(key), now.at(key))) {
        throw new InvalidJobException(
            key.substring(1).replace('/', '.')
                + ": was "
                + Json.line(then.at(key))
                + " when the champion, "
                + version
                + ", was trained, and is now "
                + Json.line(now.at(key)));
      }
    }
  }

  /**
   * @param run of the model
   */
  KeptCodes.Kept encode(RunDirectory run, Bundle bundle) {
    listener.stageBegins(
        "encoding rows of " + spec.encodedByVersion().path() + " that have no code by " + run.id());
    KeptCodes.Kept kept =
        new KeptCodes(spark, application, KeptCodes.place(run.folder().parent(), run.id()))
            .encode(spec, bundle);
    listener.stageEnded("encoded " + kept.encoded() + " rows");
    return kept;
  }
}
