package org.diabolo.evaluate.text;

import java.util.ArrayList;
import java.util.List;

/** White space as Python's {@code str.split()} sees it, which defines the metrics written there. */
final class Whitespace {
  private Whitespace() {}

  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      // All white space is in the basic plane.
      if (i == text.length() || isSpace(text.charAt(i))) {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean isSpace(char c) {
    // No-break spaces are isSpaceChar only, controls isWhitespace only, next line is neither.
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
