package org.diabolo.field;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words and punctuation, by Unicode's word breaks (UAX 29); white space is left out. The
 * typographic apostrophe joins as the plain one does, which the JDK's own rules forget.
 */
public record WordTokenizer() implements Tokenizer {
  private static final char TYPOGRAPHIC = '\u2019';

  @Override
  public List<String> split(String text) {
    BreakIterator breaks = BreakIterator.getWordInstance(Locale.ROOT);
    breaks.setText(text.replace(TYPOGRAPHIC, '\''));
    List<String> tokens = new ArrayList<>();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      String token = text.substring(from, to);
      if (!token.codePoints().allMatch(WordTokenizer::isSpace)) {
        tokens.add(token);
      }
      from = to;
    }
    return tokens;
  }

  private static boolean isSpace(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  @Override
  public String join(List<String> tokens) {
    return String.join(" ", tokens);
  }
}
