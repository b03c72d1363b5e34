package org.diabolo.job;

import static org.diabolo.job.OptionTypes.flag;
import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.number;
import static org.diabolo.job.OptionTypes.texts;

import java.io.Serializable;
import java.util.List;

/**
 * How targets are found, and what goes beside them.
 *
 * @param beam hypotheses that are followed at once, at least 1; 1 is greedy
 * @param nBest of them that are told, 1 to {@code beam}
 * @param lengthPenalty alpha of Wu et al. 2016, equation 14: 0 for none
 * @param maxLength most tokens of a target; 0 for the target field's max_length
 * @param attention whether the weights of the attention are written
 * @param columns of the input, copied as they are
 */
public record PredictSpec(
    int beam,
    int nBest,
    double lengthPenalty,
    int maxLength,
    boolean attention,
    List<String> columns)
    implements Serializable {
  private static final int MOST = 10_000;
  private static final int LONGEST = 1 << 16;

  private static final Option<Integer> BEAM =
      Option.of(
              "beam",
              integer(1, MOST),
              5,
              "Hypotheses that are followed at once; 1 is greedy search.")
          .only(Effect.SEARCH);

  private static final Option<Integer> N_BEST = nBest(MOST);

  private static final Option<Double> LENGTH_PENALTY =
      Option.of(
              "length_penalty",
              number(Range.NOT_NEGATIVE),
              0.6,
              "Alpha of Wu et al. 2016, equation 14: scores are log-probabilities divided by ((5 +"
                  + " length) / 6)^alpha, the end counted as one token; 0 for none.")
          .only(Effect.SEARCH);

  private static final Option<Integer> MAX_LENGTH =
      Option.of(
              "max_length",
              integer(1, LONGEST),
              0,
              "Most tokens of a target; a hypothesis that long ends there.")
          .byDefault("the target's `max_length`")
          .only(Effect.SEARCH);

  private static final Option<Boolean> ATTENTION =
      Option.of("attention", flag(), false, "Whether the weights of the attention are written.");

  private static final Option<List<String>> COLUMNS =
      Option.of("columns", texts(), List.of(), "Columns of the input that are copied.");

  static final Mapping MAPPING =
      Mapping.of(BEAM, N_BEST, LENGTH_PENALTY, MAX_LENGTH, ATTENTION, COLUMNS);

  /** Of a job that says nothing about predictions. */
  public static final PredictSpec DEFAULT = read(Section.empty());

  private static Option<Integer> nBest(int beam) {
    return Option.of(
            "n_best",
            integer(1, beam),
            1,
            "How many of the hypotheses are written, at most as many as `beam`.")
        .only(Effect.SEARCH);
  }

  /**
   * For one that no job file was read for.
   *
   * @return whether a job could say so, as far as the search goes; 0 tokens are those of the target
   */
  public boolean isPossible() {
    return beam >= 1
        && beam <= MOST
        && maxLength >= 0
        && maxLength <= LONGEST
        && lengthPenalty >= 0
        && Double.isFinite(lengthPenalty);
  }

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
    int beam = section.get(BEAM);
    PredictSpec spec =
        new PredictSpec(
            beam,
            section.get(nBest(beam)),
            section.get(LENGTH_PENALTY),
            section.get(MAX_LENGTH),
            section.get(ATTENTION),
            section.get(COLUMNS));
    section.close();
    return spec;
  }
}
