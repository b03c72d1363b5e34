package org.diabolo.field.subword;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The pieces that words may be cut into, by their texts. */
final class Pieces {
  private final Map<String, Integer> ids;
  private final int longest;

  /**
   * @param ids of the pieces
   */
  Pieces(Map<String, Integer> ids) {
    this.ids = new HashMap<>(ids);
    this.longest = ids.keySet().stream().mapToInt(String::length).max().orElse(1);
  }

  /** All ways to cut a text. */
  Lattice lattice(String text) {
    IntStream.Builder starts = IntStream.builder();
    IntStream.Builder ends = IntStream.builder();
    IntStream.Builder found = IntStream.builder();
    for (int start = 0; start < text.length(); start++) {
      for (int end = start + 1; end <= Math.min(text.length(), start + longest); end++) {
        Integer id = ids.get(text.substring(start, end));
        if (id != null) {
          starts.add(start);
          ends.add(end);
          found.add(id);
        }
      }
    }
    return new Lattice(
        text.length(), starts.build().toArray(), ends.build().toArray(), found.build().toArray());
  }
}
