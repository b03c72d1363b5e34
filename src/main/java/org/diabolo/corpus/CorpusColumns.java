package org.diabolo.corpus;

/**
 * Names of a prepared corpus's columns. They are names on disk, in every corpus that was ever
 * prepared.
 */
public final class CorpusColumns {
  /** The column of the key, as text. */
  public static final String KEY = "key";

  /** The column of the split's label, by which the files lie in folders. */
  public static final String SPLIT = "split";

  /** The column of the source's numbers. */
  public static final String SOURCE = "source";

  /** The column of the target's numbers, which an autoencoder's corpus lacks. */
  public static final String TARGET = "target";

  /** The column of the source's text, beside its ids. */
  public static final String SOURCE_TEXT = "source_text";

  /** The column of the target's text, beside its ids. */
  public static final String TARGET_TEXT = "target_text";

  /** The column of the value by which metrics are told apart. */
  public static final String BY = "by";

  private CorpusColumns() {}
}
