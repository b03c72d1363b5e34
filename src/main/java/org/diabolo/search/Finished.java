package org.diabolo.search;

import java.util.ArrayList;
import java.util.List;

/** The best hypotheses of a row that have come to their end. */
final class Finished {
  private final int most;
  private final List<Hypothesis> best = new ArrayList<>();

  /**
   * @param most that are kept, at least 1
   */
  Finished(int most) {
    this.most = most;
  }

  /** Of equally good ones the first that came is better. */
  void add(Hypothesis hypothesis) {
    int at = best.size();
    while (at > 0 && hypothesis.score() > best.get(at - 1).score()) {
      at--;
    }
    best.add(at, hypothesis);
    if (best.size() > most) {
      best.remove(most);
    }
  }

  /**
   * @param score of a hypothesis
   * @return whether it would be among the best
   */
  boolean admits(double score) {
    return best.size() < most || score > best.get(most - 1).score();
  }

  /**
   * @return best first
   */
  List<Hypothesis> best() {
    return List.copyOf(best);
  }
}
