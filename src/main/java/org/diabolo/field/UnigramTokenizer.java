package org.diabolo.field;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Subwords by a unigram language model (Kudo 2018, Subword Regularization, section 3.2): of all
 * ways to cut a word into known pieces, the most likely one, found by Viterbi's algorithm. Of
 * equally likely ways the one with the longer last piece is taken. A character that is no piece is
 * a token of its own, less likely than any piece.
 */
public final class UnigramTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1;

  private static final double UNKNOWN_PENALTY = 10;

  // A plain map in the order given: insertion order is what bundles are written in.
  private final LinkedHashMap<String, Double> pieces;
  private final int longest;
  private final double unknown;

  /**
   * @param pieces with the natural logarithms of their probabilities
   */
  public UnigramTokenizer(@JsonProperty("pieces") Map<String, Double> pieces) {
    this.pieces = new LinkedHashMap<>(pieces);
    this.longest = pieces.keySet().stream().mapToInt(String::length).max().orElse(1);
    this.unknown = pieces.values().stream().mapToDouble(p -> p).min().orElse(0) - UNKNOWN_PENALTY;
  }

  /**
   * @return pieces with the natural logarithms of their probabilities
   */
  @JsonProperty("pieces")
  public Map<String, Double> pieces() {
    return Collections.unmodifiableMap(pieces);
  }

  @Override
  public List<String> split(String text) {
    List<String> tokens = new ArrayList<>();
    for (String word : MarkedWords.split(text)) {
      tokens.addAll(best(word));
    }
    return tokens;
  }

  private List<String> best(String word) {
    int length = word.length();
    double[] score = new double[length + 1];
    int[] from = new int[length + 1];
    Arrays.fill(score, Double.NEGATIVE_INFINITY);
    score[0] = 0;
    for (int start = 0; start < length; start++) {
      if (score[start] == Double.NEGATIVE_INFINITY) {
        // Inside a character of two units.
        continue;
      }
      int next = word.offsetByCodePoints(start, 1);
      for (int end = start + 1; end <= Math.min(length, start + longest); end++) {
        Double piece = pieces.get(word.substring(start, end));
        if (piece != null && score[start] + piece > score[end]) {
          score[end] = score[start] + piece;
          from[end] = start;
        }
      }
      if (!pieces.containsKey(word.substring(start, next))
          && score[start] + unknown > score[next]) {
        score[next] = score[start] + unknown;
        from[next] = start;
      }
    }
    List<String> tokens = new ArrayList<>();
    for (int end = length; end > 0; end = from[end]) {
      tokens.add(word.substring(from[end], end));
    }
    Collections.reverse(tokens);
    return tokens;
  }

  @Override
  public List<String> taught() {
    return List.copyOf(pieces.keySet());
  }

  @Override
  public String join(List<String> tokens) {
    return MarkedWords.join(tokens);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnigramTokenizer tokenizer && tokenizer.pieces.equals(pieces);
  }

  @Override
  public int hashCode() {
    return pieces.hashCode();
  }

  @Override
  public String toString() {
    return "UnigramTokenizer(" + pieces.size() + " pieces)";
  }
}
