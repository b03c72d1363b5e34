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
    /** Source to code. */
    ENCODER,
    /** Code to target. */
    DECODER
  }

  /** What follows the weights of a hidden layer. */
  enum Activation {
    /** {@code max(0, x)}. */
    RELU,
    /** {@code x} above 0, {@code 0.01 x} below. */
    LEAKYRELU,
    /** {@code x} above 0, {@code exp(x) - 1} below. */
    ELU,
    /** {@code x · sigmoid(1.702 x)}, which is near to {@code x} times the normal distribution's. */
    GELU,
    /** The hyperbolic tangent, -1 to 1. */
    TANH,
    /** {@code 1 / (1 + exp(-x))}, 0 to 1. */
    SIGMOID
  }

  /** What evens out the activations of a hidden layer. */
  enum Norm {
    /** Nothing. */
    NONE,
    /** Layer normalisation: over the numbers of each row, before the activation. */
    LAYER,
    /** Batch normalisation: each number, or channel, over the rows of a mini-batch. */
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
   *
   * @param section the job file's {@code encoder} or {@code decoder}
   * @param role the end of the code that it is for, which some options depend on
   * @return the family and its options; null when the kind itself is wrong
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
