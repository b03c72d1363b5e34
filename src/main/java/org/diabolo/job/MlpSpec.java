package org.diabolo.job;

import java.util.List;

/**
 * Dense layers.
 *
 * @param layers widths of the hidden layers in the order the data passes them; may be empty;
 *     default 256
 * @param activation of the hidden layers; default relu
 * @param dropout share of a hidden layer's outputs dropped in training, 0 to below 1; default 0
 * @param norm default none
 * @param embedding numbers that stand for a token, of text or of a position in it; default 64
 * @param text how an encoder reads text; default window
 */
public record MlpSpec(
    List<Integer> layers,
    Activation activation,
    double dropout,
    Norm norm,
    int embedding,
    Reading text)
    implements FamilySpec {
  static final int EMBEDDING = 64;

  /** How dense layers read text. */
  public enum Reading {
    /** The embeddings of the first tokens beside each other, as many as the field's max_length. */
    WINDOW,
    /** The mean of the embeddings, which forgets their order. */
    BAG
  }

  /**
   * Without text.
   *
   * @param layers widths of the hidden layers
   * @param activation of the hidden layers
   * @param dropout share of a hidden layer's outputs dropped in training
   * @param norm of the hidden layers
   */
  public MlpSpec(List<Integer> layers, Activation activation, double dropout, Norm norm) {
    this(layers, activation, dropout, norm, EMBEDDING, Reading.WINDOW);
  }

  @Override
  public Kind kind() {
    return Kind.MLP;
  }

  static MlpSpec read(Section section, Role role) {
    return new MlpSpec(
        section.integers("layers", 1, 1 << 20, List.of(256)),
        section.choice("activation", Activation.class, Activation.RELU),
        section.number("dropout", Range.BELOW_ONE, 0),
        section.choice("norm", Norm.class, Norm.NONE),
        (int) section.integer("embedding", 1, 1 << 16, (long) EMBEDDING),
        role == Role.ENCODER
            ? section.choice("text", Reading.class, Reading.WINDOW)
            : Reading.WINDOW);
  }
}
