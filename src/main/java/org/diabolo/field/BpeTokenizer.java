package org.diabolo.field;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Subwords by byte pair encoding (Sennrich et al. 2016, Neural Machine Translation of Rare Words
 * with Subword Units): a word begins as its code points, then neighbours are merged, always the
 * pair whose merge was learned first.
 */
public final class BpeTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1;

  private final List<String> merges;
  private final Map<String, Integer> ranks;

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
      pieces.addAll(pieces(word));
    }
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
