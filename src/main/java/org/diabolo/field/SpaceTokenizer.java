package org.diabolo.field;

import java.util.Arrays;
import java.util.List;

/** What stands between white space, for texts that are cut already. */
public record SpaceTokenizer() implements Tokenizer {
  @Override
  public List<String> split(String text) {
    return Arrays.stream(text.split("(?U)\\s+")).filter(token -> !token.isEmpty()).toList();
  }

  @Override
  public String join(List<String> tokens) {
    return String.join(" ", tokens);
  }
}
