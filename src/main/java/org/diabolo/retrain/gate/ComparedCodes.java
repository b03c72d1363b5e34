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
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparedCodes(
    String codeSpace, String championCodeSpace, Degree degree, double comparable) {
  /**
   * Beside the model that its codes were held to, a candidate has been measured on these rows
   * before: what was just enough then is not to be refused for how a batch rounds.
   */
  private static final double ROUNDING = 0.005;

  static ComparedCodes of(
      Bundle.Card champion, Bundle.Card candidate, Optional<Degree> degree, double comparable) {
    return new ComparedCodes(
        candidate.codeSpace(), champion.codeSpace(), degree.orElse(null), comparable);
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
    if (!inOneSpace()) {
      return "a code space of its own, %s, beside the champion's, %s: %s"
          .formatted(codeSpace, championCodeSpace, measured);
    }
    return "the champion's code space, %s: %s%s"
        .formatted(
            codeSpace,
            measured,
            holds()
                ? ""
                : "; allowed: a share of at least %s (retrain.comparable); begin another run (another"
                        .formatted(Judgement.number(comparable))
                    + " --run-id)");
  }
}
