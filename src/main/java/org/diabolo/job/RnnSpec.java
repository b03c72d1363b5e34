package org.diabolo.job;

import static org.diabolo.job.OptionTypes.choice;
import static org.diabolo.job.OptionTypes.flag;
import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.integers;
import static org.diabolo.job.OptionTypes.number;

import java.util.List;

/**
 * LSTM layers (Hochreiter and Schmidhuber 1997).
 *
 * @param layers widths, at least one, in the order the data passes them
 * @param bidirectional whether an encoder's layers read in both directions, each of the width given
 * @param embedding numbers that stand for a token; in a decoder of numbers the width of what each
 *     step reads of the code
 * @param dropout share of what goes into a layer dropped in training, 0 to below 1
 * @param attention of a decoder over the encoder's memory
 * @param heads of multihead attention, a divisor of the width of the layer that attends
 * @param attend where a decoder attends
 */
public record RnnSpec(
    List<Integer> layers,
    boolean bidirectional,
    int embedding,
    double dropout,
    Attention attention,
    int heads,
    Attend attend)
    implements FamilySpec {

  /** How a decoder looks back at the source. */
  public enum Attention {
    /** It does not: the code is all it has. */
    NONE,
    /** Scaled dot products (Luong et al. 2015, section 3.1, "general"). */
    DOT,
    /** Several of them, each of projections of its own (Vaswani et al. 2017, section 3.2.2). */
    MULTIHEAD
  }

  /** Where a decoder attends. */
  public enum Attend {
    /** After the last layer. */
    AFTER,
    /** Before the last layer, so that what was attended reaches the recurrence. */
    BETWEEN
  }

  private static final Option<List<Integer>> LAYERS =
      Option.of(
          "layers",
          integers(1, 1 << 16, 1),
          List.of(256),
          "Widths of the layers in the order in which the data passes them.");

  private static final Option<Double> DROPOUT =
      Option.of(
          "dropout",
          number(Range.BELOW_ONE),
          0.0,
          "The share of what goes into a layer that is dropped in training.");

  private static final Option<Boolean> BIDIRECTIONAL =
      Option.of(
          "bidirectional",
          flag(),
          false,
          "Whether the layers read in both directions, each of the width given.");

  private static final Option<Integer> STEP_WIDTH =
      Option.of(
          "embedding",
          FamilyOptions.EMBEDDING.type(),
          FamilyOptions.EMBEDDING.fallback(),
          "Numbers that stand for a token of text; of other targets, what each step reads of the"
              + " code.");

  private static final Option<Attention> ATTENTION =
      Option.of(
          "attention",
          choice(Attention.class),
          Attention.NONE,
          "How the decoder of a text looks back at what an encoder of kind `rnn` (or `user`) read: not"
              + " at all, by scaled dot products, or by several of them.");

  private static final Option<Integer> HEADS =
      Option.of(
              "heads",
              integer(1, 1024),
              4,
              "How many dot products; a divisor of the width of the layer that attends.")
          .only(Effect.HEADS);

  private static final Option<Attend> ATTEND =
      Option.of(
              "attend",
              choice(Attend.class),
              Attend.AFTER,
              "Where it attends: after the last layer, or between it and the one before.")
          .only(Effect.ATTENTION);

  static List<Option<?>> options(Role role) {
    return role == Role.ENCODER
        ? List.of(LAYERS, BIDIRECTIONAL, FamilyOptions.embedding(role), DROPOUT)
        : List.of(LAYERS, STEP_WIDTH, DROPOUT, ATTENTION, HEADS, ATTEND);
  }

  /**
   * @return place among the layers of the one behind which a decoder attends, from 0
   */
  public int attending() {
    return attend == Attend.AFTER ? layers.size() - 1 : layers.size() - 2;
  }

  @Override
  public Kind kind() {
    return Kind.RNN;
  }

  static RnnSpec read(Section section, Role role) {
    boolean encoder = role == Role.ENCODER;
    List<Integer> layers = section.get(LAYERS);
    Attention attention = encoder ? Attention.NONE : section.get(ATTENTION);
    Attend attend = encoder ? Attend.AFTER : section.get(ATTEND);
    if (attention != Attention.NONE && attend == Attend.BETWEEN && layers.size() < 2) {
      section.wrong(ATTEND, "between needs at least two layers");
    }
    return new RnnSpec(
        layers,
        encoder && section.get(BIDIRECTIONAL),
        section.get(FamilyOptions.EMBEDDING),
        section.get(DROPOUT),
        attention,
        encoder ? 1 : section.get(HEADS),
        attend);
  }
}
