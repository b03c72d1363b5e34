package org.diabolo.field;

import java.util.List;

/** Unicode code points. */
public record CharTokenizer() implements Tokenizer {
  @Override
  public List<String> split(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  @Override
  public String join(List<String> tokens) {
    return String.join("", tokens);
  }
}
