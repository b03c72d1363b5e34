package org.diabolo.field;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens that a model knows, each by its place. The first four places belong to what is no
 * token of any text.
 */
public final class Vocabulary implements Serializable {
  private static final long serialVersionUID = 1;

  /** Fills rows up to the longest of a batch. */
  public static final int PADDING = 0;

  /** Stands for what was not met in the train split. */
  public static final int UNKNOWN = 1;

  /** Comes before the first token of what a decoder is given. */
  public static final int START = 2;

  /** Comes after the last token. */
  public static final int END = 3;

  /** The first place of a token of text. */
  public static final int FIRST = 4;

  private static final List<String> SPECIAL = List.of("<pad>", "<unk>", "<s>", "</s>");

  private final List<String> tokens;
  private final Map<String, Integer> ids;

  /**
   * @param tokens without the special ones, each once
   */
  @JsonCreator
  public Vocabulary(List<String> tokens) {
    this.tokens = List.copyOf(tokens);
    this.ids = new HashMap<>();
    for (String token : tokens) {
      if (ids.put(token, FIRST + ids.size()) != null) {
        throw new IllegalArgumentException("a vocabulary with \"" + token + "\" twice");
      }
    }
  }

  /**
   * @return the tokens of text, without the special ones
   */
  @JsonValue
  public List<String> tokens() {
    return tokens;
  }

  /**
   * @return how many ids there are, the special ones counted
   */
  public int size() {
    return FIRST + tokens.size();
  }

  /**
   * @param token of text
   * @return its id; {@link #UNKNOWN} of a token that is not known
   */
  public int id(String token) {
    return ids.getOrDefault(token, UNKNOWN);
  }

  /**
   * @param id from 0 to below {@link #size}
   * @return the token; of special ids a name in angle brackets
   */
  public String token(int id) {
    return id < FIRST ? SPECIAL.get(id) : tokens.get(id - FIRST);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary vocabulary && vocabulary.tokens.equals(tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary(" + tokens.size() + " tokens)";
  }
}
