package org.diabolo.evaluate.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bags of n-grams and words. */
final class Counts {
  private Counts() {}

  /** Of a list; its elements hold no space. */
  static Map<String, Integer> ofTokens(List<String> tokens, int order) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i + order <= tokens.size(); i++) {
      counts.merge(String.join(" ", tokens.subList(i, i + order)), 1, Integer::sum);
    }
    return counts;
  }

  /** Of code points. */
  static Map<String, Integer> ofCharacters(int[] characters, int order) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i + order <= characters.length; i++) {
      counts.merge(new String(characters, i, order), 1, Integer::sum);
    }
    return counts;
  }

  /** Size of the intersection of two bags. */
  static int common(Map<String, Integer> a, Map<String, Integer> b) {
    int common = 0;
    for (Map.Entry<String, Integer> entry : a.entrySet()) {
      common += Math.min(entry.getValue(), b.getOrDefault(entry.getKey(), 0));
    }
    return common;
  }
}
