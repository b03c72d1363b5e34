package org.diabolo.field;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Subwords by byte pair encoding (Sennrich et al. 2016, Neural Machine Translation of Rare Words
 * with Subword Units): a word begins as its code points, then neighbours are merged, always the
 * pair whose merge was learned first. Merging takes the square of a word's length, so longer words
 * than 200 code points are cut into chunks of as many first; and most words come again, so what
 * became of them is kept for a while.
 */
public final class BpeTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1;

  private static final int LONGEST_WORD = 200;
  private static final int MOST_KEPT = 1 << 14;

  private final List<String> merges;
  private final transient Map<String, Integer> ranks;

  /** Words and their pieces; tasks of an executor share a tokenizer. */
  private final transient Map<String, List<String>> kept = new ConcurrentHashMap<>();

  /**
   * @param merges in the order in which they were learned, left and right with a space between
   */
  public BpeTokenizer(@JsonProperty("merges") List<String> merges) {
    this.merges = List.copyOf(merges);
    this.ranks = new HashMap<>();
    for (String merge : merges) {
      ranks.putIfAbsent(merge, ranks.size());
    }
  }

  /**
   * @return the merges, first learned first
   */
  @JsonProperty("merges")
  public List<String> merges() {
    return merges;
  }

  @Override
  public List<String> split(String text) {
    List<String> pieces = new ArrayList<>();
    for (String word : MarkedWords.split(text)) {
      for (String chunk : MarkedWords.chunks(word, LONGEST_WORD)) {
        pieces.addAll(keptPieces(chunk));
      }
    }
    return pieces;
  }

  private List<String> keptPieces(String word) {
    List<String> known = kept.get(word);
    if (known != null) {
      return known;
    }
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    List<String> pieces = pieces(word);
    kept.put(word, pieces);
    return pieces;
  }

  private List<String> pieces(String word) {
    List<String> pieces = new ArrayList<>(word.codePoints().mapToObj(Character::toString).toList());
    for (String merge = first(pieces); merge != null; merge = first(pieces)) {
      int space = merge.indexOf(' ');
      String left = merge.substring(0, space);
      String right = merge.substring(space + 1);
      List<String> merged = new ArrayList<>(pieces.size());
      for (int i = 0; i < pieces.size(); i++) {
        if (i + 1 < pieces.size()
            && pieces.get(i).equals(left)
            && pieces.get(i + 1).equals(right)) {
          merged.add(left + right);
          i++;
        } else {
          merged.add(pieces.get(i));
        }
      }
      pieces = merged;
    }
    return pieces;
  }

  /** The merge of neighbours that was learned first; null when none was. */
  private String first(List<String> pieces) {
    String best = null;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < pieces.size(); i++) {
      String merge = pieces.get(i) + " " + pieces.get(i + 1);
      int rank = ranks.getOrDefault(merge, Integer.MAX_VALUE);
      if (rank < least) {
        least = rank;
        best = merge;
      }
    }
    return best;
  }

  @Override
  public List<String> taught() {
    Set<String> symbols = new TreeSet<>();
    merges.forEach(
        merge ->
            merge
                .codePoints()
                .filter(c -> c != ' ')
                .mapToObj(Character::toString)
                .forEach(symbols::add));
    Set<String> all = new LinkedHashSet<>(symbols);
    merges.forEach(merge -> all.add(merge.replace(" ", "")));
    return List.copyOf(all);
  }

  @Override
  public String join(List<String> tokens) {
    return MarkedWords.join(tokens);
  }

  /** What is not written along is made anew. */
  private Object readResolve() {
    return new BpeTokenizer(merges);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BpeTokenizer tokenizer && tokenizer.merges.equals(merges);
  }

  @Override
  public int hashCode() {
    return merges.hashCode();
  }

  @Override
  public String toString() {
    return "BpeTokenizer(" + merges.size() + " merges)";
  }
}
