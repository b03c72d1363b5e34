package org.diabolo.retrain.gate;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.diabolo.space.CodePairs;
import org.diabolo.space.Degree;

/** What is summed over held-out rows; parts add up to the whole in any order. */
final class ErrorSums implements Serializable {

  /** Whose figure. */
  enum Who {
    CHAMPION,
    CANDIDATE
  }

  private final int draws;
  private final Map<Part, PairedBootstrap> pairs = new TreeMap<>();
  private final CodeRanges[] codes = {new CodeRanges(), new CodeRanges()};
  private final CodePairs compared = new CodePairs();
  private final CodePairs besideFirst = new CodePairs();
  private final long[] withoutError = new long[2];
  private long rows;
  private long rejected;

  /**
   * @param draws bootstrap resamples
   */
  ErrorSums(int draws) {
    this.draws = draws;
  }

  /** Counts rows that the candidate takes and the champion does not. */
  void reject(long more) {
    rejected += more;
  }

  /**
   * Adds what a model made of a row.
   *
   * @param error of its answer
   */
  void code(Who who, float[] code, double error) {
    codes[who.ordinal()].add(code);
    withoutError[who.ordinal()] += ExactSums.takes(error) ? 0 : 1;
    rows += who == Who.CANDIDATE ? 1 : 0;
  }

  /**
   * Compares a row's codes.
   *
   * @param key of the row
   */
  void codes(String key, float[] champion, float[] candidate) {
    compared.add(key, champion, candidate);
  }

  /** The same beside the model that began the candidate's code space. */
  void codesOfFirst(String key, float[] first, float[] candidate) {
    besideFirst.add(key, first, candidate);
  }

  /** Compares a row's errors, unless one of them is none. */
  void add(Part part, byte[] weights, Measure.Score champion, Measure.Score candidate) {
    if (ExactSums.takes(champion.error()) && ExactSums.takes(candidate.error())) {
      pairs
          .computeIfAbsent(part, p -> new PairedBootstrap(draws))
          .add(weights, champion.error(), candidate.error(), candidate.size());
    }
  }

  ErrorSums merge(ErrorSums other) {
    other.pairs.forEach((part, sums) -> pairs.merge(part, sums, PairedBootstrap::merge));
    for (int i = 0; i < codes.length; i++) {
      codes[i].merge(other.codes[i]);
      withoutError[i] += other.withoutError[i];
    }
    compared.merge(other.compared);
    besideFirst.merge(other.besideFirst);
    rows += other.rows;
    rejected += other.rejected;
    return this;
  }

  /**
   * @return the parts that have rows
   */
  Map<Part, PairedBootstrap> pairs() {
    return pairs;
  }

  /**
   * @return how well the candidate's codes stand for the champion's; nothing of too few rows
   */
  Optional<Degree> degree() {
    return compared.degree();
  }

  /**
   * @return how well they stand for those of the model that began their space; nothing of too few
   *     rows, or where it was not asked
   */
  Optional<Degree> degreeOfFirst() {
    return besideFirst.degree();
  }

  CodeRanges codes(Who who) {
    return codes[who.ordinal()];
  }

  /**
   * @return rows whose answer is no finite number, or off by more than {@link ExactSums#MOST}
   */
  long withoutError(Who who) {
    return withoutError[who.ordinal()];
  }

  /**
   * @return rows that were answered
   */
  long rows() {
    return rows;
  }

  /**
   * @return rows that the champion does not take
   */
  long rejected() {
    return rejected;
  }
}
