package org.diabolo.job;

/**
 * Text.
 *
 * @param column a column of strings
 * @param tokens what it is cut into
 * @param lowercase whether it is put into lower case first; default no
 * @param maxLength most tokens of a row, at least 1; default 100
 * @param overlong what becomes of longer rows; default reject
 * @param minCount how often a token must occur in the train split to be known; default 1
 * @param vocabulary most tokens that are known, the most frequent; of subwords how many are
 *     learned; default 50,000, of subwords 8,000
 */
public record TextSpec(
    String column,
    Tokens tokens,
    boolean lowercase,
    int maxLength,
    Overlong overlong,
    int minCount,
    int vocabulary)
    implements FieldSpec {
  private static final long WORDS = 50_000;
  private static final long SUBWORDS = 8_000;

  /** What a text is cut into. */
  public enum Tokens {
    /** Unicode code points. */
    CHAR,
    /** Words and punctuation, by Unicode's word breaks. */
    WORD,
    /** What stands between white space. */
    SPACE,
    /** Subwords by byte pair encoding (Sennrich et al. 2016), learned from the train split. */
    BPE,
    /** Subwords by a unigram language model (Kudo 2018), learned from the train split. */
    UNIGRAM
  }

  /** What becomes of a row that is longer than the maximum. */
  public enum Overlong {
    /** It is a reject. */
    REJECT,
    /** Its first tokens are taken. */
    CUT
  }

  @Override
  public Kind kind() {
    return Kind.TEXT;
  }

  @Override
  public java.util.List<String> columns() {
    return java.util.List.of(column);
  }

  /**
   * @return whether its tokens are learned
   */
  public boolean subwords() {
    return tokens == Tokens.BPE || tokens == Tokens.UNIGRAM;
  }

  static TextSpec read(Section section) {
    String column = section.text("column");
    Tokens tokens = section.choice("tokens", Tokens.class, Tokens.CHAR);
    boolean learned = tokens == Tokens.BPE || tokens == Tokens.UNIGRAM;
    return new TextSpec(
        column,
        tokens,
        section.flag("lowercase"),
        (int) section.integer("max_length", 1, 1 << 16, 100L),
        section.choice("overlong", Overlong.class, Overlong.REJECT),
        (int) section.integer("min_count", 1, 1 << 30, 1L),
        (int) section.integer("vocabulary", 1, 1 << 23, learned ? SUBWORDS : WORDS));
  }
}
