package org.diabolo.model;

import java.util.List;

/** The columns of encodings and predictions that are ours, as the contract names them. */
public final class Columns {
  /** {@code array<float>}. */
  public static final String CODE = "code";

  /** {@code float}, autoencoders of numbers only. */
  public static final String ERROR = "reconstruction_error";

  /** {@code string}. */
  public static final String VERSION = "model_version";

  /** {@code string}: codes of equal ones can be compared, whatever model made them. */
  public static final String SPACE = "code_space";

  /** {@code string}: a source's text as it came in. */
  public static final String INPUT = "input";

  /** {@code string}, or {@code array<double>} where the target is numbers. */
  public static final String OUTPUT = "output";

  /** {@code double}, of predicted text only. */
  public static final String SCORE = "score";

  /** {@code array<struct<output string, score double>>}. */
  public static final String N_BEST = "n_best";

  /** {@code array<array<float>>}. */
  public static final String ATTENTION = "attention";

  /** {@code long}: XXH64 of what a row holds, of codes that are kept for a model. */
  public static final String CONTENT = "content_hash";

  /** Of encodings. */
  public static final List<String> OURS = List.of(CODE, ERROR, VERSION, SPACE);

  private Columns() {}
}
