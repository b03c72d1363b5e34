package org.diabolo.retrain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.diabolo.job.JobSpec;

/**
 * One file of the journal.
 *
 * @param number from 1
 * @param time when it was taken, UTC, by the clock of that machine
 * @param by whom, {@code user@host}
 * @param action what became of the version
 * @param version the run id of a model
 * @param previous the champion before; null where there was none
 * @param seen the number of the newest decision that this one was taken against; 0 for none
 * @param reasons why, in words
 * @param figures what it was decided by; null for none
 * @param codes the folder of the version's codes, relative to the job's; null where there is none
 * @param id of this writing alone
 */
public record Decision(
    int number,
    String time,
    String by,
    Action action,
    String version,
    String previous,
    int seen,
    List<String> reasons,
    JsonNode figures,
    String codes,
    String id) {
  /** No step leads out of the job's folder. */
  private static final Pattern BELOW =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._=-]*(/[A-Za-z0-9_][A-Za-z0-9._=-]*)*");

  /**
   * What lacks one of these is no decision.
   *
   * @param number from 1
   * @param time when it was taken, UTC; not null
   * @param by whom, {@code user@host}; not null
   * @param action what became of the version; not null
   * @param version a run id, which can be the name of a folder; not null
   * @param previous the champion before; null where there was none
   * @param seen the number of the newest decision that this one was taken against; 0 for none
   * @param reasons why, in words; not null, copied
   * @param figures what it was decided by; null, or JSON's null, for none
   * @param codes a path below the job's folder; null where there are no codes
   * @param id of this writing alone; not null
   * @throws IllegalArgumentException when version or codes are no names of folders in a job's
   */
  public Decision {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(id, "id");
    reasons = List.copyOf(reasons);
    figures = figures == null || figures.isNull() ? null : figures;
    if (!JobSpec.namesFolder(version)) {
      throw new IllegalArgumentException("version " + version + " is no run id");
    }
    if (codes != null && !BELOW.matcher(codes).matches()) {
      throw new IllegalArgumentException("codes " + codes + " are no folder in the job's");
    }
  }

  /** For people: {@code decision 17, promote 2026-11-30 by jo@host at 2026-11-30T02:44:05Z}. */
  @Override
  public String toString() {
    return "decision " + number + ", " + action + " " + version + " by " + by + " at " + time;
  }
}
