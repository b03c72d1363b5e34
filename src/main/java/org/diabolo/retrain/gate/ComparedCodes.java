package org.diabolo.retrain.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.diabolo.network.Bundle;
import org.diabolo.space.CodePairs;
import org.diabolo.space.Degree;

/**
 * Whether a candidate's codes may stand beside the champion's.
 *
 * @param codeSpace of the candidate
 * @param championCodeSpace of the champion
 * @param degree how well the candidate's codes stand for the champion's on held-out rows; null
 *     where there are too few of them, or codes of another size
 * @param comparable the least share of neighbours that codes of one space keep
 * @param first how the candidate's codes stand for those of the model that began their space, which
 *     may be the champion; null where it is the candidate
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparedCodes(
    String codeSpace, String championCodeSpace, Degree degree, double comparable, First first) {
  /**
   * The model that began a code space.
   *
   * @param version of it
   * @param degree as of the champion; null where it was not measured
   * @param notMeasured why not, in words; null where it was
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record First(String version, Degree degree, String notMeasured) {
    @Override
    public String toString() {
      return "beside the first model of the space, %s, %s"
          .formatted(version, degree == null ? "not measured: " + notMeasured : degree);
    }
  }

  /**
   * Beside the model that its codes were held to, a candidate has been measured on these rows
   * before: what was just enough then is not to be refused for how a batch rounds.
   */
  private static final double ROUNDING = 0.005;

  static ComparedCodes of(
      Bundle.Card champion,
      Bundle.Card candidate,
      Optional<Degree> degree,
      double comparable,
      Optional<First> first) {
    return new ComparedCodes(
        candidate.codeSpace(),
        champion.codeSpace(),
        degree.orElse(null),
        comparable,
        first.orElse(null));
  }

  /** Whether they are said to be comparable. */
  boolean inOneSpace() {
    return codeSpace.equals(championCodeSpace);
  }

  /** Whether nothing speaks against what is said of them. */
  boolean holds() {
    return !inOneSpace() || degree == null || degree.neighboursKept() >= comparable - ROUNDING;
  }

  /** For people. */
  @Override
  public String toString() {
    String measured =
        degree == null
            ? "not measured, for less than %d held-out rows or codes of another size"
                .formatted(CodePairs.LEAST)
            : degree.toString();
    // Where the champion began the space, they are the same.
    String origin =
        first == null || degree != null && degree.equals(first.degree) ? "" : "; " + first;
    if (!inOneSpace()) {
      return "a code space of its own, %s, beside the champion's, %s: %s%s"
          .formatted(codeSpace, championCodeSpace, measured, origin);
    }
    return "the champion's code space, %s: %s%s%s"
        .formatted(
            codeSpace,
            measured,
            origin,
            holds()
                ? ""
                : "; allowed: a share of at least %s (retrain.comparable); begin another run (another"
                        .formatted(Judgement.number(comparable))
                    + " --run-id)");
  }
}
