package org.diabolo.job;

import java.util.List;

/**
 * LSTM layers (Hochreiter and Schmidhuber 1997).
 *
 * @param layers widths, at least one, in the order the data passes them; default 256
 * @param bidirectional whether an encoder's layers read in both directions, each of the width
 *     given; default no
 * @param embedding numbers that stand for a token; in a decoder of numbers the width of what each
 *     step reads of the code; default 64
 * @param dropout share of what goes into a layer dropped in training, 0 to below 1; default 0
 * @param attention of a decoder over the encoder's memory; default none
 * @param heads of multihead attention, a divisor of the width of the layer that attends; default 4
 * @param attend where a decoder attends; default after
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
    List<Integer> layers = section.integers("layers", 1, 1 << 16, List.of(256));
    if (layers.isEmpty()) {
      section.wrong("layers", "a list of at least one whole number");
      layers = List.of(1);
    }
    Attention attention =
        encoder ? Attention.NONE : section.choice("attention", Attention.class, Attention.NONE);
    Attend attend = encoder ? Attend.AFTER : section.choice("attend", Attend.class, Attend.AFTER);
    if (attention != Attention.NONE && attend == Attend.BETWEEN && layers.size() < 2) {
      section.wrong("attend", "between needs at least two layers");
    }
    return new RnnSpec(
        layers,
        encoder && section.flag("bidirectional"),
        (int) section.integer("embedding", 1, 1 << 16, (long) MlpSpec.EMBEDDING),
        section.number("dropout", Range.BELOW_ONE, 0),
        attention,
        encoder ? 1 : (int) section.integer("heads", 1, 1024, 4L),
        attend);
  }
}
