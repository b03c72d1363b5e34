package org.diabolo.cli;

import java.time.LocalDate;
import java.util.List;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.submit.Place;

/**
 * What can be told of a command before anything is begun; in cluster mode it is told on the user's
 * machine.
 */
interface Preflight {
  /**
   * @throws InvalidJobException when options do not go together
   */
  default void requireConsistent() {}

  /** Whether the command begins a run where there is none. */
  default boolean beginsRuns() {
    return false;
  }

  /** The date that the job is for where the user names none; null where it must be named. */
  default LocalDate dateOtherwise() {
    return null;
  }

  /** The places that the command's own options name, but for the workspace of a job. */
  default List<Place> given() {
    return List.of();
  }

  /** The places that the job names and the command uses. */
  default List<Place> named(JobSpec spec) {
    return List.of();
  }
}
