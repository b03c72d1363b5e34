package org.diabolo.field.subword;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a unigram model begins with: all characters, and the substrings that cover most text. */
final class SeedPieces {
  /** Code points of a piece. */
  private static final int LONGEST = 16;

  private static final long LEAST_COUNT = 2;

  private SeedPieces() {}

  /**
   * Counts substrings length by length. A substring that occurs twice has a beginning that does, so
   * only such are made longer.
   *
   * @param words and how often they occur
   * @param most substrings of more than one character
   * @return pieces and how often they occur, in the order of their texts
   */
  static Map<String, Double> of(Map<String, Long> words, int most) {
    Map<String, Double> seeds = new TreeMap<>();
    Map<String, Long> candidates = new HashMap<>();
    Set<String> shorter = Set.of();
    for (int length = 1; length <= LONGEST && (length == 1 || !shorter.isEmpty()); length++) {
      Map<String, Long> counts = count(words, length, shorter);
      if (length == 1) {
        counts.forEach((piece, count) -> seeds.put(piece, (double) count));
      }
      counts.values().removeIf(count -> count < LEAST_COUNT);
      if (length > 1) {
        candidates.putAll(counts);
      }
      shorter = counts.keySet();
    }
    Comparator<Map.Entry<String, Long>> coverage =
        Comparator.comparingLong(
            entry -> -entry.getValue() * entry.getKey().codePointCount(0, entry.getKey().length()));
    candidates.entrySet().stream()
        .sorted(coverage.thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new))
        .forEach((piece, count) -> seeds.put(piece, (double) count));
    return seeds;
  }

  private static Map<String, Long> count(Map<String, Long> words, int length, Set<String> shorter) {
    Map<String, Long> counts = new HashMap<>();
    words.forEach(
        (word, count) -> {
          int characters = word.codePointCount(0, word.length());
          int start = 0;
          for (int i = 0; i + length <= characters; i++) {
            int end = word.offsetByCodePoints(start, length);
            int before = word.offsetByCodePoints(end, -1);
            if (length == 1 || shorter.contains(word.substring(start, before))) {
              counts.merge(word.substring(start, end), count, Long::sum);
            }
            start = word.offsetByCodePoints(start, 1);
          }
        });
    return counts;
  }
}
