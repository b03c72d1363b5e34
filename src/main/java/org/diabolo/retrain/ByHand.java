package org.diabolo.retrain;

import java.util.List;
import java.util.Optional;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.Stage;
import org.diabolo.store.Application;

/**
 * Decisions that people take. What they name was verified before, and may not change from then on.
 *
 * @param registry as it was when they decided
 */
public record ByHand(Registry registry) {

  /**
   * What became of it.
   *
   * @param registry as it is now
   * @param decision that was written; nothing where it was so already
   * @param warnings a line each
   */
  public record Outcome(Registry registry, Optional<Decision> decision, List<String> warnings) {}

  /**
   * Makes a run of old the first champion.
   *
   * @param version its id
   * @param reason why, in words
   * @return what became of it; no decision where that version is the champion already
   * @throws InvalidJobException when there is a champion, or no such trained run
   * @throws BadDataException when its bundle is not whole
   */
  public Outcome adopt(String version, String reason) {
    Optional<Decision> champion = registry.champion();
    if (champion.isPresent() && !champion.get().version().equals(version)) {
      throw new InvalidJobException(
          "adopt "
              + version
              + ": allowed as long as there is no champion, and "
              + champion.get().version()
              + " is it (decision "
              + champion.get().number()
              + "); use: promote "
              + version);
    }
    return choose(Action.ADOPT, version, reason);
  }

  /**
   * Makes a version the champion.
   *
   * @param version its run id
   * @param reason why, in words
   * @return what became of it; no decision where that version is the champion already
   * @throws InvalidJobException when there is no such trained run
   * @throws BadDataException when its bundle is not whole
   */
  public Outcome promote(String version, String reason) {
    return choose(Action.PROMOTE, version, reason);
  }

  /**
   * Makes the champion before the present one the champion again.
   *
   * @param reason why, in words
   * @return what became of it
   * @throws InvalidJobException when there is none
   * @throws BadDataException when its bundle or codes are not whole
   */
  public Outcome rollback(String reason) {
    Decision before =
        registry
            .before()
            .orElseThrow(
                () ->
                    new InvalidJobException(
                        registry
                                .champion()
                                .map(one -> "rollback: " + one.version() + " is the first champion")
                                .orElse("rollback: there is no champion")
                            + ", and none was before it"));
    return rollback(before.version(), reason);
  }

  /**
   * Makes a former champion the champion again.
   *
   * @param version its run id
   * @param reason why, in words
   * @return what became of it; no decision where that version is the champion already
   * @throws InvalidJobException when it was none, or there is no such run
   * @throws BadDataException when its bundle or codes are not whole
   */
  public Outcome rollback(String version, String reason) {
    if (registry.championship(version).isEmpty()) {
      named(Action.ROLLBACK, version);
      throw new InvalidJobException(
          "rollback "
              + version
              + ": it was never the champion"
              + registry
                  .before()
                  .map(one -> "; before the present one was " + one.version())
                  .orElse("")
              + "; use: promote "
              + version);
    }
    return choose(Action.ROLLBACK, version, reason);
  }

  private Outcome choose(Action action, String version, String reason) {
    if (registry.champion().filter(one -> one.version().equals(version)).isPresent()) {
      return new Outcome(registry, Optional.empty(), List.of());
    }
    RunDirectory run = named(action, version);
    if (!run.folder().exists()) {
      throw new BadDataException(
          action + " " + version + ": " + run.folder() + " is gone; put it back from a copy");
    }
    // From the decision on nobody changes or prunes it; until then nobody else is at work on it.
    RunDirectory taken = run.taken(Application.NONE);
    try {
      return write(action, taken, reason);
    } finally {
      taken.letGo();
    }
  }

  /** A run that is there, or that the journal names. */
  private RunDirectory named(Action action, String version) {
    RunDirectory run = registry.run(RunDirectory.valid(action.toString(), version));
    if (!run.folder().exists() && registry.about(version).isEmpty()) {
      throw missing(action, run, "there is no such run in " + registry.job());
    }
    return run;
  }

  private static InvalidJobException missing(Action action, RunDirectory run, String what) {
    return new InvalidJobException(action + " " + run.id() + ": " + what);
  }

  private Outcome write(Action action, RunDirectory run, String reason) {
    boolean named = registry.about(run.id()).isPresent();
    if (!named && !run.isDone(Stage.TRAIN)) {
      throw missing(action, run, run.folder() + " has no bundle (make one with: diabolo run)");
    }
    if (!named && run.isToBeMadeAgain(Stage.TRAIN)) {
      throw missing(
          action,
          run,
          "its model is to be made again; do that first: diabolo run --run-id " + run.id());
    }
    Bundle bundle = BundleStore.load(run.bundle());
    VersionCodes all = VersionCodes.of(registry.job(), run, bundle);
    Optional<String> then =
        action == Action.ROLLBACK
            ? registry.championship(run.id()).map(Decision::codes)
            : Optional.empty();
    then.ifPresent(all::require);
    VersionCodes.Found found =
        then.isPresent() ? new VersionCodes.Found(then, List.of()) : all.find();
    Proposal proposal =
        new Proposal(action, run.id(), List.of(reason), null, found.codes().orElse(null));
    Registry now = registry.commit(proposal);
    return new Outcome(now, now.champion(), found.warnings());
  }
}
