package org.diabolo.job;

import java.io.Serializable;
import java.util.List;

/**
 * How targets are found, and what goes beside them.
 *
 * @param beam hypotheses that are followed at once, at least 1; 1 is greedy; default 5
 * @param nBest of them that are told, 1 to {@code beam}; default 1
 * @param lengthPenalty alpha of Wu et al. 2016, equation 14: 0 for none; default 0.6
 * @param maxLength most tokens of a target; 0, the default, for the target field's max_length
 * @param attention whether the weights of the attention are written; default no
 * @param columns of the input, copied as they are; default none
 */
public record PredictSpec(
    int beam,
    int nBest,
    double lengthPenalty,
    int maxLength,
    boolean attention,
    List<String> columns)
    implements Serializable {
  /** Of a job that says nothing about predictions. */
  public static final PredictSpec DEFAULT = new PredictSpec(5, 1, 0.6, 0, false, List.of());

  /**
   * @return the same search for the best hypothesis alone, without its attention
   */
  public PredictSpec plain() {
    return new PredictSpec(beam, 1, lengthPenalty, maxLength, false, columns);
  }

  /**
   * @return the same search without telling attention
   */
  public PredictSpec withoutAttention() {
    return new PredictSpec(beam, nBest, lengthPenalty, maxLength, false, columns);
  }

  /** Columns that predictions have of their own. */
  static final List<String> OURS =
      List.of("input", "output", "score", "n_best", "attention", "model_version");

  static PredictSpec read(Section section) {
    int beam = (int) section.integer("beam", 1, 10_000, (long) DEFAULT.beam);
    PredictSpec spec =
        new PredictSpec(
            beam,
            (int) section.integer("n_best", 1, beam, (long) DEFAULT.nBest),
            section.number("length_penalty", Range.NOT_NEGATIVE, DEFAULT.lengthPenalty),
            (int) section.integer("max_length", 1, 1 << 16, (long) DEFAULT.maxLength),
            section.flag("attention"),
            section.texts("columns", List.of()));
    section.close();
    return spec;
  }
}
