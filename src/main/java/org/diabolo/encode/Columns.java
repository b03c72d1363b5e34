package org.diabolo.encode;

import java.util.List;

/** The columns of the encodings that are ours, as the contract names them. */
final class Columns {
  /** {@code array<float>}. */
  static final String CODE = "code";

  /** {@code float}, autoencoders of numbers only. */
  static final String ERROR = "reconstruction_error";

  /** {@code string}. */
  static final String VERSION = "model_version";

  static final List<String> OURS = List.of(CODE, ERROR, VERSION);

  private Columns() {}
}
