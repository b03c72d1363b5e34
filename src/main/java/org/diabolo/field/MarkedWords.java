package org.diabolo.field;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Words with a mark before their first character, as SentencePiece marks them (Kudo and Richardson
 * 2018): when pieces are joined, the marks say where the spaces were. White space is put back as
 * one space; the mark itself counts as white space.
 */
public final class MarkedWords {
  /** Stands for the space before a word: U+2581. */
  public static final String MARK = "\u2581";

  private static final Pattern BETWEEN =
      Pattern.compile("[\\s" + MARK + "]+", Pattern.UNICODE_CHARACTER_CLASS);

  private MarkedWords() {}

  /**
   * @param text any
   * @return its words, each with a mark before it
   */
  public static List<String> split(String text) {
    return Arrays.stream(BETWEEN.split(text))
        .filter(word -> !word.isEmpty())
        .map(word -> MARK + word)
        .toList();
  }

  /**
   * @param word any
   * @param most code points of a chunk, at least 1
   * @return the word in chunks of as many, the last of what is left
   */
  public static List<String> chunks(String word, int most) {
    if (word.length() <= most) {
      return List.of(word);
    }
    int[] characters = word.codePoints().toArray();
    return IntStream.iterate(0, from -> from < characters.length, from -> from + most)
        .mapToObj(from -> new String(characters, from, Math.min(most, characters.length - from)))
        .toList();
  }

  /**
   * @param pieces of marked words
   * @return the words with spaces between
   */
  static String join(List<String> pieces) {
    return String.join("", pieces).replace(MARK, " ").strip();
  }
}
