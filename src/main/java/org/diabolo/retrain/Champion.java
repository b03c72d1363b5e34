package org.diabolo.retrain;

import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.model.TrialRun;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.pipeline.RunDirectory;

/**
 * The model that is used where none is named.
 *
 * @param decision by which it is the champion
 * @param run that it is of
 */
public record Champion(Decision decision, RunDirectory run) {

  /**
   * @param workspace folder of all jobs
   * @param spec the job
   * @param configuration Hadoop's
   * @return the champion; nothing where the job has none
   * @throws BadDataException when the journal cannot be read
   */
  public static Optional<Champion> of(String workspace, JobSpec spec, Configuration configuration) {
    return of(Registry.of(workspace, spec, configuration));
  }

  /**
   * @param registry as it was read
   * @return the champion; nothing where the job has none
   * @throws BadDataException when the journal cannot be read
   */
  static Optional<Champion> of(Registry registry) {
    return registry
        .champion()
        .map(decision -> new Champion(decision, registry.run(decision.version())));
  }

  /**
   * @param has what is needed of the run besides a whole bundle
   * @param need the same in words, with the command that makes it
   * @return the run
   * @throws BadDataException when its model is gone or damaged, with the ways out
   * @throws InvalidJobException when it has not what is needed
   */
  public RunDirectory require(Predicate<RunDirectory> has, String need) {
    Optional<String> damage =
        run.trained()
            ? BundleStore.damage(run.bundle())
            : Optional.of(run.bundle() + ": there is no whole bundle here");
    damage.ifPresent(
        flaw -> {
          throw unusable(flaw, "or for this command: --run-id ID", null);
        });
    if (!has.test(run)) {
      throw new InvalidJobException(this + ": " + run.folder() + " has no " + need);
    }
    return run;
  }

  /**
   * For a retraining, before it trains for hours: a candidate could not be compared.
   *
   * @return its model
   * @throws BadDataException when it is gone, damaged or cannot be run, with the ways out
   */
  Bundle requireComparable() {
    try {
      return opened(run);
    } catch (BadDataException e) {
      throw unusable(
          e.getMessage(),
          "or promote VERSION --reason TEXT, or retrain without comparing, and with retrain.start:"
              + " cold: --force REASON",
          e);
    }
  }

  /**
   * @param run of a model
   * @return the model
   * @throws BadDataException when it is gone, damaged or cannot be run
   */
  static Bundle opened(RunDirectory run) {
    Bundle bundle = BundleStore.load(run.bundle());
    TrialRun.of(bundle, run.bundle().toString());
    return bundle;
  }

  private BadDataException unusable(String flaw, String otherwise, Throwable cause) {
    return new BadDataException(
        this
            + ", cannot be used: "
            + flaw
            + "; put its files back, or choose another for good: diabolo models JOB rollback"
            + " --reason TEXT, "
            + otherwise,
        cause);
  }

  /** For people: {@code the champion, 2026-11-30 (decision 17, promote)}. */
  @Override
  public String toString() {
    return "the champion, " + run.id() + " (" + words() + ")";
  }

  /**
   * @return by what it is the champion, in words
   */
  public String words() {
    return "decision " + decision.number() + ", " + decision.action();
  }
}
