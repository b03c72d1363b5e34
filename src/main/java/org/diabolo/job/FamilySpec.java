package org.diabolo.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A family of networks and its options, the same for encoders and decoders. */
public sealed interface FamilySpec {

  /** The families. */
  enum Kind {
    MLP
  }

  /** What follows the weights of a hidden layer. */
  enum Activation {
    RELU,
    LEAKYRELU,
    ELU,
    GELU,
    TANH,
    SIGMOID
  }

  /** What evens out the activations of a hidden layer. */
  enum Norm {
    NONE,
    LAYER,
    BATCH
  }

  /**
   * @return which family
   */
  @JsonProperty
  Kind kind();

  /**
   * Dense layers.
   *
   * @param layers widths of the hidden layers in the order the data passes them; may be empty
   * @param activation of the hidden layers; default relu
   * @param dropout share of a hidden layer's outputs dropped in training, 0 to below 1; default 0
   * @param norm default none
   */
  record MlpSpec(List<Integer> layers, Activation activation, double dropout, Norm norm)
      implements FamilySpec {
    @Override
    public Kind kind() {
      return Kind.MLP;
    }
  }

  /** Reads the keys that the family's kind asks for; null when the kind itself is wrong. */
  static FamilySpec read(Section section) {
    Kind kind = section.choice("kind", Kind.class, null);
    if (kind == null) {
      return null;
    }
    return new MlpSpec(
        section.integers("layers", 1, 1 << 20, List.of(256)),
        section.choice("activation", Activation.class, Activation.RELU),
        section.number("dropout", Range.BELOW_ONE, 0),
        section.choice("norm", Norm.class, Norm.NONE));
  }
}
