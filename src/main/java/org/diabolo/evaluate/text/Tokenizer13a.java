package org.diabolo.evaluate.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The tokens of NIST's mteval-v13a, as sacreBLEU cuts them: punctuation stands alone, except
 * apostrophes, points and commas between digits, and hyphens not after a digit.
 */
final class Tokenizer13a {
  private static final Pattern SYMBOL = Pattern.compile("([ -&(-+:-@\\[-`{-~/])");
  private static final Pattern POINT_AFTER_OTHER = Pattern.compile("([^0-9])([.,])");
  private static final Pattern POINT_BEFORE_OTHER = Pattern.compile("([.,])([^0-9])");
  private static final Pattern HYPHEN_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

  private Tokenizer13a() {}

  static List<String> tokens(String text) {
    String line =
        Whitespace.stripEnd(text)
            .replace("<skipped>", "")
            .replace("-\n", "")
            .replace('\n', ' ')
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
    line = SYMBOL.matcher(" " + line + " ").replaceAll(" $1 ");
    line = POINT_AFTER_OTHER.matcher(line).replaceAll("$1 $2 ");
    line = POINT_BEFORE_OTHER.matcher(line).replaceAll(" $1 $2");
    line = HYPHEN_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
    return Whitespace.split(line);
  }
}
