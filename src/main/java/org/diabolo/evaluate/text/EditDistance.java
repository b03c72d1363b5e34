package org.diabolo.evaluate.text;

/**
 * Fewest edits from one sequence of symbols to another, by dynamic programming over two lines
 * (Wagner and Fischer 1974). Commons Text has it for UTF-16 characters only, not for code points or
 * tokens.
 */
final class EditDistance {
  private EditDistance() {}

  /** Insertions, deletions and substitutions, each of cost 1 (Levenshtein). */
  static int levenshtein(int[] from, int[] to) {
    return distance(from, to, 1);
  }

  /** Insertions and deletions only; both lengths less twice the longest common subsequence. */
  static int insertionsAndDeletions(int[] from, int[] to) {
    return distance(from, to, 2);
  }

  private static int distance(int[] from, int[] to, int substitution) {
    int[] above = new int[to.length + 1];
    int[] line = new int[to.length + 1];
    for (int j = 0; j <= to.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length; i++) {
      line[0] = i;
      for (int j = 1; j <= to.length; j++) {
        int replaced = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : substitution);
        line[j] = Math.min(replaced, Math.min(above[j], line[j - 1]) + 1);
      }
      int[] next = above;
      above = line;
      line = next;
    }
    return above[to.length];
  }
}
