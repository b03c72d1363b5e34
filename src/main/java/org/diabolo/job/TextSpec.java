package org.diabolo.job;

import static org.diabolo.job.OptionTypes.choice;
import static org.diabolo.job.OptionTypes.flag;
import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.text;

import java.util.List;

/**
 * Text.
 *
 * @param column a column of strings
 * @param tokens what it is cut into
 * @param lowercase whether it is put into lower case first
 * @param maxLength most tokens of a row, at least 1
 * @param overlong what becomes of longer rows
 * @param minCount how often a token must occur in the train split to be known
 * @param vocabulary most tokens that are known, the most frequent; of subwords how many are learned
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
  private static final int WORDS = 50_000;
  private static final int SUBWORDS = 8_000;

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

  private static final Option<String> COLUMN = Option.of("column", text(), "A column of strings.");

  private static final Option<Tokens> TOKENS =
      Option.of(
          "tokens",
          choice(Tokens.class),
          Tokens.CHAR,
          "What a text is cut into: Unicode code points; words and punctuation by Unicode's word"
              + " breaks; what stands between white space; subwords that are learned by byte pair"
              + " encoding or by a unigram language model.");

  private static final Option<Boolean> LOWERCASE =
      Option.of("lowercase", flag(), false, "Whether it is put into lower case first.");

  private static final Option<Integer> MAX_LENGTH =
      Option.of("max_length", integer(1, 1 << 16), 100, "Most tokens of a row.");

  private static final Option<Overlong> OVERLONG =
      Option.of(
          "overlong",
          choice(Overlong.class),
          Overlong.REJECT,
          "What becomes of longer rows: each is a reject, or its first `max_length` tokens are taken.");

  private static final Option<Integer> MIN_COUNT =
      Option.of(
          "min_count",
          integer(1, 1 << 30),
          1,
          "How often a token must stand in the train split to be known; of subwords, how often a"
              + " character must.");

  private static final Option<Integer> VOCABULARY =
      Option.of(
              "vocabulary",
              integer(1, 1 << 23),
              "Most tokens that are known: the most frequent, and of equally frequent ones the first"
                  + " by their UTF-8 bytes.")
          .byDefault(WORDS + "; of subwords " + SUBWORDS);

  static final List<Option<?>> OPTIONS =
      List.of(COLUMN, TOKENS, LOWERCASE, MAX_LENGTH, OVERLONG, MIN_COUNT, VOCABULARY);

  @Override
  public Kind kind() {
    return Kind.TEXT;
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  /**
   * @return whether its tokens are learned
   */
  public boolean subwords() {
    return tokens == Tokens.BPE || tokens == Tokens.UNIGRAM;
  }

  static TextSpec read(Section section) {
    String column = section.get(COLUMN);
    Tokens tokens = section.get(TOKENS);
    boolean learned = tokens == Tokens.BPE || tokens == Tokens.UNIGRAM;
    return new TextSpec(
        column,
        tokens,
        section.get(LOWERCASE),
        section.get(MAX_LENGTH),
        section.get(OVERLONG),
        section.get(MIN_COUNT),
        section.get(VOCABULARY, learned ? SUBWORDS : WORDS));
  }
}
