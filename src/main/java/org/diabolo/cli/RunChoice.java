package org.diabolo.cli;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.SparkSession;
import org.diabolo.cli.Screen.Style;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.Stage;
import org.diabolo.retrain.Champion;
import org.diabolo.store.Application;

/** Which run a command works with, by what its user has named. */
final class RunChoice {
  static final String BUNDLE = "bundle (make one with: diabolo run)";

  private final String workspace;
  private final String runId;
  private final LocalDate date;
  private final Ending ending;
  private RunDirectory chosen;

  /**
   * @param runId that the user names; null for none
   * @param date that the user names; null for none
   * @param ending of the command, which tells the run
   */
  RunChoice(String workspace, String runId, LocalDate date, Ending ending) {
    this.workspace = workspace;
    this.runId = runId;
    this.date = date;
    this.ending = ending;
  }

  /** The run that was chosen last; null where none was. */
  RunDirectory chosen() {
    return chosen;
  }

  /** As {@link #begin}, of a run that is named by the date where the user has named only that. */
  RunDirectory beginDated(SparkSession spark, JobSpec spec) {
    return begin(spark, spec, runId == null && date != null ? date.toString() : idOf(spark));
  }

  /** The run to begin or go on with, which is this command's alone until it ends. */
  RunDirectory begin(SparkSession spark, JobSpec spec) {
    return begin(spark, spec, idOf(spark));
  }

  private RunDirectory begin(SparkSession spark, JobSpec spec, String id) {
    Application application = Applications.of(spark);
    while (true) {
      RunDirectory found =
          RunDirectory.begin(
              workspace, spec.name(), id, spark.sparkContext().hadoopConfiguration());
      Optional<RunDirectory> taken =
          id == null ? found.takenFirst(application) : Optional.of(found.taken(application));
      if (taken.isPresent()) {
        return known(taken.get(), "");
      }
      // Another command has begun a run in the same second.
    }
  }

  /** YARN starts a lost driver again, which must find its run; its application's id stays. */
  private String idOf(SparkSession spark) {
    return runId == null ? spark.sparkContext().getConf().get("spark.yarn.app.id", null) : runId;
  }

  /**
   * The run whose model is used, to be read only: the one that the user names, or the champion's,
   * or where the job has none the newest that has what is needed.
   */
  RunDirectory findModel(
      SparkSession spark, JobSpec spec, Predicate<RunDirectory> has, String need) {
    Optional<Champion> champion = champion(spark, spec);
    return champion.isPresent()
        ? known(champion.get().require(has, need), "the champion by " + champion.get().words())
        : known(found(spark, spec, runId, has, need), newest());
  }

  /** As {@link #findModel}, but to be written: it is this command's alone until it ends. */
  RunDirectory takeModel(
      SparkSession spark, JobSpec spec, Predicate<RunDirectory> has, String need) {
    Optional<Champion> champion = champion(spark, spec);
    if (champion.isEmpty()) {
      return take(spark, spec, has, need);
    }
    RunDirectory taken = champion.get().require(has, need).taken(Applications.of(spark));
    known(taken, "the champion by " + champion.get().words());
    // Once more, as the one who had it before may have been at work.
    champion.get().require(has, need);
    return taken;
  }

  /** Nothing where the user names a run. */
  private Optional<Champion> champion(SparkSession spark, JobSpec spec) {
    return runId == null
        ? Champion.of(workspace, spec, spark.sparkContext().hadoopConfiguration())
        : Optional.empty();
  }

  /** The newest run that has what is needed, or the one that the user names, to be written. */
  RunDirectory take(SparkSession spark, JobSpec spec, Predicate<RunDirectory> has, String need) {
    RunDirectory found = found(spark, spec, runId, has, need);
    RunDirectory taken = known(found.taken(Applications.of(spark)), newest());
    // Once more, as the one who had it before may have been at work.
    found(spark, spec, taken.id(), has, need);
    return taken;
  }

  private String newest() {
    return runId == null ? "the newest" : "";
  }

  private RunDirectory found(
      SparkSession spark, JobSpec spec, String id, Predicate<RunDirectory> has, String need) {
    return RunDirectory.find(
        workspace, spec.name(), id, spark.sparkContext().hadoopConfiguration(), has, need);
  }

  /**
   * @param why it is that run; empty where the user knows
   */
  private RunDirectory known(RunDirectory directory, String why) {
    ending.run(directory);
    chosen = directory;
    Interruption.during(directory.id());
    String place = "run " + directory.id() + " in " + Closing.here(directory.folder().toString());
    Screen.current().say(why.isEmpty() ? place : place + ", " + why, Style.STRONG);
    return directory;
  }

  /** The model to use, to be read only. */
  RunDirectory findTrained(SparkSession spark, JobSpec spec) {
    return findModel(spark, spec, r -> r.isDone(Stage.TRAIN), BUNDLE);
  }

  /** The same run, to be written. */
  RunDirectory takeTrained(SparkSession spark, JobSpec spec) {
    return takeModel(spark, spec, r -> r.isDone(Stage.TRAIN), BUNDLE);
  }
}
