package org.diabolo.retrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.security.UserGroupInformation;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.NotOwnerException;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.Series;
import org.diabolo.store.SummedJson;
import org.diabolo.store.ThisProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files in which decisions are kept, {@code <job>/_registry/journal/000017.json}: one each,
 * never changed, numbered from 1 without a gap. To put the next number if it is absent is lock and
 * commit in one.
 *
 * @param files of the decisions
 */
record Journal(Series files) {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  /**
   * @param job the folder of a job
   * @param spec the job
   */
  static Journal of(Folder job, JobSpec spec) {
    return new Journal(Series.of(folder(job), spec.retraining()));
  }

  /**
   * To be read.
   *
   * @param job the folder of a job
   */
  static Journal of(Folder job) {
    return new Journal(new Series(folder(job)));
  }

  private static Folder folder(Folder job) {
    return job.folder("_registry").folder("journal");
  }

  /**
   * @return all decisions, of which none is read yet
   * @throws BadDataException when one is missing though a later one is there, with its file
   */
  Decisions decisions() {
    return new Decisions(this, files.count());
  }

  /**
   * @param number from 1
   * @throws BadDataException when it is missing or damaged, with its file
   */
  Decision read(int number) {
    String text =
        files.text(number).orElseThrow(() -> damaged(number, "is missing; put it back", null));
    Decision decision;
    try {
      decision = SummedJson.readWhole(text, Decision.class);
    } catch (UncheckedIOException e) {
      boolean cut = !Series.isWhole(text) && files.highest() == number;
      throw damaged(
          number,
          "damaged: "
              + Json.flaw(e)
              + (cut
                  ? "; it is the newest, so if no command is at work now, its writer died: remove"
                      + " it, and what was decided before holds"
                  : ""),
          e);
    }
    if (decision.number() != number || decision.seen() != number - 1) {
      throw damaged(
          number,
          "is decision "
              + decision.number()
              + ", taken against "
              + decision.seen()
              + "; put back the file that was here",
          null);
    }
    return decision;
  }

  /**
   * @param what is wrong with a decision, and the way out
   */
  BadDataException damaged(int number, String what, Exception cause) {
    return new BadDataException(files.place(number) + ": " + what, cause);
  }

  /**
   * Writes the next decision.
   *
   * @param what it says
   * @param previous the champion now; null for none
   * @param seen the newest decision that it was taken against; 0 for none
   * @throws NotOwnerException when there is a newer one
   * @throws InvalidJobException when the store cannot tell who was first, and the job does not say
   *     that this is no matter
   */
  Decision write(Proposal what, String previous, int seen) {
    Decision decision =
        new Decision(
            seen + 1,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            user() + "@" + ThisProcess.host(),
            what.action(),
            what.version(),
            previous,
            seen,
            what.reasons(),
            what.figures(),
            what.codes(),
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    if (files.highest() > seen || !files.put(seen + 1, SummedJson.text(decision))) {
      throw somebodyElse(seen);
    }
    return decision;
  }

  private NotOwnerException somebodyElse(int seen) {
    int newest = Math.max(files.highest(), seen + 1);
    String first = "decision " + newest;
    try {
      first = read(newest).toString();
    } catch (BadDataException | UncheckedIOException e) {
      LOG.debug("{}", first, e);
    }
    return new NotOwnerException(
        "somebody else was first: "
            + first
            + "; this one was taken against "
            + (seen == 0 ? "none" : "decision " + seen)
            + ", and changes nothing");
  }

  /** Who has sent this command, also where it is another user's process. */
  private static String user() {
    try {
      return UserGroupInformation.getCurrentUser().getShortUserName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
