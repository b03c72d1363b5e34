package org.diabolo.job;

import static org.diabolo.job.OptionTypes.choice;
import static org.diabolo.job.OptionTypes.integers;

import java.util.List;
import java.util.stream.Stream;

/**
 * Dense layers.
 *
 * @param layers widths of the hidden layers in the order the data passes them; may be empty
 * @param activation of the hidden layers
 * @param dropout share of a hidden layer's outputs dropped in training, 0 to below 1
 * @param norm of the hidden layers
 * @param embedding numbers that stand for a token, of text or of a position in it
 * @param text how an encoder reads text
 */
public record MlpSpec(
    List<Integer> layers,
    Activation activation,
    double dropout,
    Norm norm,
    int embedding,
    Reading text)
    implements FamilySpec {
  /** How dense layers read text. */
  public enum Reading {
    /** The embeddings of the first tokens beside each other, as many as the field's max_length. */
    WINDOW,
    /** The mean of the embeddings, which forgets their order. */
    BAG
  }

  private static final Option<List<Integer>> LAYERS =
      Option.of(
          "layers",
          integers(1, 1 << 20, 0),
          List.of(256),
          "Widths of the hidden layers in the order in which the data passes them; may be empty.");

  private static final Option<Norm> NORM =
      Option.of(
          "norm",
          choice(Norm.class),
          Norm.NONE,
          "What evens out the activations of a hidden layer. A decoder of text takes no `batch`.");

  private static final Option<Reading> TEXT =
      Option.of(
              "text",
              choice(Reading.class),
              Reading.WINDOW,
              "How text is read: the embeddings of its tokens beside each other, as many as the"
                  + " field's `max_length`, or their mean, which forgets their order.")
          .only(Effect.SOURCE_TEXT);

  static List<Option<?>> options(Role role) {
    List<Option<?>> options =
        List.of(
            LAYERS,
            FamilyOptions.ACTIVATION.only(Effect.hidden(role, mlp -> false)),
            FamilyOptions.DROPOUT.only(Effect.hidden(role, mlp -> mlp.dropout() == 0)),
            NORM.only(Effect.hidden(role, mlp -> mlp.norm() == Norm.NONE)),
            FamilyOptions.embedding(role));
    return role == Role.ENCODER
        ? Stream.concat(options.stream(), Stream.of(TEXT)).toList()
        : options;
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
    this(layers, activation, dropout, norm, FamilyOptions.EMBEDDING.fallback(), TEXT.fallback());
  }

  @Override
  public Kind kind() {
    return Kind.MLP;
  }

  static MlpSpec read(Section section, Role role) {
    return new MlpSpec(
        section.get(LAYERS),
        section.get(FamilyOptions.ACTIVATION),
        section.get(FamilyOptions.DROPOUT),
        section.get(NORM),
        section.get(FamilyOptions.EMBEDDING),
        role == Role.ENCODER ? section.get(TEXT) : TEXT.fallback());
  }
}
