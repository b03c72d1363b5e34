package org.diabolo.cli;

import java.util.ArrayList;
import java.util.List;

/** How much room texts take on a terminal, and texts that fit. */
final class Widths {
  /** From here on letters may be two columns wide; those that are not leave a little room. */
  private static final int WIDE = 0x1100;

  private static final String CUT = "...";
  private static final String INDENT = "  ";

  private Widths() {}

  /** An upper bound, in columns. */
  static int of(String text) {
    return text.codePoints().map(Widths::of).sum();
  }

  private static int of(int letter) {
    return letter < WIDE ? 1 : 2;
  }

  /** The text, or its beginning and three dots; what would move the cursor is a question mark. */
  static String cut(String text, int columns) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    if (of(plain) <= columns) {
      return plain;
    }
    StringBuilder kept = new StringBuilder();
    int room = columns - CUT.length();
    for (int letter : plain.codePoints().toArray()) {
      room -= of(letter);
      if (room < 0) {
        break;
      }
      kept.appendCodePoint(letter);
    }
    return kept + CUT;
  }

  /** As lines that break between words; a word that is wider than a line stays whole. */
  static List<String> wrapped(String text, int columns) {
    if (of(text) <= columns) {
      return List.of(text);
    }
    String lead = text.substring(0, text.length() - text.stripLeading().length());
    return lines(List.of(text.strip().split(" +")), columns, lead, lead + INDENT, "");
  }

  /** A command as lines that a shell takes for one. */
  static List<String> command(List<String> words, int columns) {
    return lines(words, columns, INDENT, INDENT + INDENT, " \\");
  }

  private static List<String> lines(
      List<String> words, int columns, String first, String later, String end) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : words) {
      if (!empty && of(line + " " + word + end) > columns) {
        lines.add(line + end);
        line = new StringBuilder(later);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
