package org.diabolo.job;

import static org.diabolo.job.OptionTypes.choice;
import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.number;

import java.util.ArrayList;
import java.util.List;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Kind;
import org.diabolo.job.FamilySpec.Role;
import org.diabolo.job.Mapping.Form;

/** The options of families: what several of them have, and all of them at either end. */
final class FamilyOptions {
  static final Option<Kind> KIND =
      Option.of(
          Mapping.KIND,
          choice(Kind.class),
          "The family of the network: dense layers, convolutions, long short-term memory, or a DL4J"
              + " configuration of your own.");

  static final Option<Activation> ACTIVATION =
      Option.of(
          "activation",
          choice(Activation.class),
          Activation.RELU,
          "What follows the weights of a hidden layer.");

  static final Option<Double> DROPOUT =
      Option.of(
          "dropout",
          number(Range.BELOW_ONE),
          0.0,
          "The share of a hidden layer's outputs that is dropped in training.");

  static final Option<Integer> EMBEDDING =
      Option.of("embedding", integer(1, 1 << 16), 64, "Numbers that stand for a token of text.");

  private FamilyOptions() {}

  /**
   * @param more options, which all families have
   */
  static Mapping mapping(Role role, Option<?>... more) {
    return Mapping.of(
        form(Kind.MLP, MlpSpec.options(role), more),
        form(Kind.CNN, CnnSpec.options(role), more),
        form(Kind.RNN, RnnSpec.options(role), more),
        form(Kind.USER, UserSpec.OPTIONS, more));
  }

  private static Form form(Kind kind, List<Option<?>> own, Option<?>... more) {
    List<Option<?>> options = new ArrayList<>(List.of(KIND));
    options.addAll(own);
    options.addAll(List.of(more));
    return Form.ofKind(kind, List.copyOf(options));
  }

  /** The embedding of tokens, which stands at a text's end alone. */
  static Option<Integer> embedding(Role role) {
    return EMBEDDING.only(role == Role.ENCODER ? Effect.SOURCE_TEXT : Effect.TARGET_TEXT);
  }
}
