package org.diabolo.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A family of networks and its options. */
public sealed interface FamilySpec permits MlpSpec, CnnSpec, RnnSpec, UserSpec {

  /** The families. */
  enum Kind {
    /** Dense layers. */
    MLP,
    /** Convolutions. */
    CNN,
    /** Long short-term memory. */
    RNN,
    /** A DL4J configuration that the user brings. */
    USER
  }

  /** Which end of the code a family stands at; some options belong to one end only. */
  enum Role {
    ENCODER,
    DECODER
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
   * Reads the keys that the family's kind asks for, which {@link FamilyOptions} has; null when the
   * kind itself is wrong.
   */
  static FamilySpec read(Section section, Role role) {
    Kind kind = section.get(FamilyOptions.KIND);
    if (kind == null) {
      return null;
    }
    return switch (kind) {
      case MLP -> MlpSpec.read(section, role);
      case CNN -> CnnSpec.read(section, role);
      case RNN -> RnnSpec.read(section, role);
      case USER -> UserSpec.read(section);
    };
  }
}
