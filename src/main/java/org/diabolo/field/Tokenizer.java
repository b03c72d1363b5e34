package org.diabolo.field;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.List;

/** Cuts texts into tokens and puts them together again. Equal tokenizers cut alike. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "tokens")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CharTokenizer.class, name = "char"),
  @JsonSubTypes.Type(value = WordTokenizer.class, name = "word"),
  @JsonSubTypes.Type(value = SpaceTokenizer.class, name = "space"),
  @JsonSubTypes.Type(value = BpeTokenizer.class, name = "bpe"),
  @JsonSubTypes.Type(value = UnigramTokenizer.class, name = "unigram")
})
public interface Tokenizer extends Serializable {

  /**
   * @param text in Unicode's normal form C
   * @return its tokens in order; empty where there are none
   */
  List<String> split(String text);

  /**
   * @param tokens as {@link #split} gives them
   * @return a text that is cut into these tokens, as near as can be to the one they came from
   */
  String join(List<String> tokens);

  /**
   * @return the tokens that it was taught, whether any text has them or not; none where it cuts by
   *     rules alone
   */
  default List<String> taught() {
    return List.of();
  }
}
