package org.diabolo.encode;

import java.util.List;

/** The columns of encodings and predictions that are ours, as the contract names them. */
final class Columns {
  /** {@code array<float>}. */
  static final String CODE = "code";

  /** {@code float}, autoencoders of numbers only. */
  static final String ERROR = "reconstruction_error";

  /** {@code string}. */
  static final String VERSION = "model_version";

  /** {@code string}: codes of equal ones can be compared, whatever model made them. */
  static final String SPACE = "code_space";

  /** {@code string}: a source's text as it came in. */
  static final String INPUT = "input";

  /** {@code string}, or {@code array<double>} where the target is numbers. */
  static final String OUTPUT = "output";

  /** {@code double}, of predicted text only. */
  static final String SCORE = "score";

  /** {@code array<struct<output string, score double>>}. */
  static final String N_BEST = "n_best";

  /** {@code array<array<float>>}. */
  static final String ATTENTION = "attention";

  /** {@code long}: XXH64 of what a row holds, of codes that are kept for a model. */
  static final String CONTENT = "content_hash";

  /** Of encodings. */
  static final List<String> OURS = List.of(CODE, ERROR, VERSION, SPACE);

  private Columns() {}
}
