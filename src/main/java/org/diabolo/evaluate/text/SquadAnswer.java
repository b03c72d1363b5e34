package org.diabolo.evaluate.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An answer as SQuAD's evaluation scripts compare it: lower case, without ASCII punctuation,
 * without the words a, an and the, spaces evened (Rajpurkar et al. 2016 and 2018; evaluate-v1.1,
 * v2.0).
 */
final class SquadAnswer {
  private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");

  /** Word boundaries are Python's, where a combining mark is no part of a word. */
  private static final Pattern ARTICLE =
      Pattern.compile("(?<![\\p{L}\\p{N}_])(a|an|the)(?![\\p{L}\\p{N}_])");

  private SquadAnswer() {}

  static List<String> words(Text text) {
    String lower = text.string().toLowerCase(Locale.ROOT);
    String plain = PUNCTUATION.matcher(lower).replaceAll("");
    return Whitespace.split(ARTICLE.matcher(plain).replaceAll(" "));
  }

  /**
   * The references' words; those of which nothing is left do not count beside others, as in v2.0.
   */
  static List<List<String>> references(Judged row) {
    List<List<String>> all = row.references().stream().map(SquadAnswer::words).toList();
    List<List<String>> filled = all.stream().filter(words -> !words.isEmpty()).toList();
    return filled.isEmpty() ? List.of(List.of()) : filled;
  }
}
