package org.diabolo.average;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/** The trainings that go on in this application, as its driver knows them. */
final class LiveTrainings {
  private static final Set<Long> LIVE = new TreeSet<>();
  private static long next;

  private LiveTrainings() {}

  /**
   * Those of one moment.
   *
   * @param live numbers of those that had not ended
   * @param next number of the one to begin next
   */
  record Moment(Set<Long> live, long next) implements Serializable {

    /** Whether a training had ended by then; one that began later had not. */
    boolean hadEnded(long training) {
      return training < next && !live.contains(training);
    }
  }

  /**
   * @return the number of a training that begins
   */
  static synchronized long begin() {
    LIVE.add(next);
    return next++;
  }

  static synchronized void end(long training) {
    LIVE.remove(training);
  }

  static synchronized Moment now() {
    return new Moment(Set.copyOf(LIVE), next);
  }
}
