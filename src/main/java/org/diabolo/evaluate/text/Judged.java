package org.diabolo.evaluate.text;

import java.io.Serializable;
import java.util.List;

/**
 * What a model wrote for one source, beside what is right.
 *
 * @param hypotheses best first, at least one
 * @param references all texts that count as right, at least one
 */
public record Judged(List<Text> hypotheses, List<Text> references) implements Serializable {
  /**
   * Copies both lists.
   *
   * @param hypotheses best first, at least one
   * @param references all texts that count as right, at least one
   * @throws IllegalArgumentException if there is no hypothesis or no reference
   */
  public Judged {
    hypotheses = List.copyOf(hypotheses);
    references = List.copyOf(references);
    if (hypotheses.isEmpty() || references.isEmpty()) {
      throw new IllegalArgumentException(
          "a row needs at least one hypothesis and one reference, but has %d and %d"
              .formatted(hypotheses.size(), references.size()));
    }
  }

  Text best() {
    return hypotheses.get(0);
  }

  /** Place of the first right hypothesis, from 1; 0 if none is right. */
  int rank() {
    for (int i = 0; i < hypotheses.size(); i++) {
      String hypothesis = hypotheses.get(i).string();
      if (references.stream().anyMatch(r -> r.string().equals(hypothesis))) {
        return i + 1;
      }
    }
    return 0;
  }
}
