package org.diabolo.encode;

import java.util.List;

/** The columns of the encodings that are ours, as the contract names them. */
public final class Columns {
  /** {@code array<float>}. */
  public static final String CODE = "code";

  /** {@code float}, autoencoders only. */
  public static final String ERROR = "reconstruction_error";

  /** {@code string}. */
  public static final String VERSION = "model_version";

  static final List<String> OURS = List.of(CODE, ERROR, VERSION);

  private Columns() {}
}
