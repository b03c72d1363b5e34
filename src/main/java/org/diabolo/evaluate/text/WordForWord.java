package org.diabolo.evaluate.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The word-for-word baseline of translation: each source word becomes its most probable target word
 * by five iterations of IBM Model 1, in the source's order; unknown words are copied. The model has
 * the empty word, so that target words that answer to no source word need not spoil another's.
 */
public final class WordForWord implements Serializable {
  private static final int ITERATIONS = 5;

  /** Number of the empty word, which stands in every source sentence. */
  private static final int EMPTY = 0;

  private final Map<String, String> dictionary;

  private WordForWord(Map<String, String> dictionary) {
    this.dictionary = dictionary;
  }

  /** A source text's words and its translation's. */
  public record Pair(List<String> source, List<String> target) implements Serializable {}

  /**
   * Learns from training pairs. Needs about 24 bytes for every two words that stand in one pair
   * somewhere: 30,000 pairs of 25 words, some 400 MB in all.
   *
   * @param pairs of a source and a target sentence, cut into words
   * @param most pairs beyond this number are not read
   * @return the baseline with the dictionary that was learned
   */
  public static WordForWord learn(Iterable<Pair> pairs, int most) {
    List<Pair> read = new ArrayList<>();
    for (Pair pair : pairs) {
      if (read.size() == most) {
        break;
      }
      read.add(pair);
    }
    Numbers sources = new Numbers(read.stream().map(Pair::source).toList(), EMPTY + 1);
    Numbers targets = new Numbers(read.stream().map(Pair::target).toList(), 0);
    List<ModelOne.Sentences> corpus =
        read.stream()
            .map(
                pair ->
                    new ModelOne.Sentences(
                        sources.of(pair.source(), EMPTY + 1), targets.of(pair.target(), 0)))
            .toList();
    int[] best = ModelOne.learn(corpus, ITERATIONS).best(sources.words.size() + EMPTY + 1);
    Map<String, String> dictionary = new HashMap<>();
    for (int i = 0; i < sources.words.size(); i++) {
      int target = best[i + EMPTY + 1];
      if (target >= 0) {
        dictionary.put(sources.words.get(i), targets.words.get(target));
      }
    }
    return new WordForWord(dictionary);
  }

  /**
   * One target word for each source word.
   *
   * @param source words of a sentence
   * @return as many words, in the same order
   */
  public List<String> translate(List<String> source) {
    return source.stream().map(word -> dictionary.getOrDefault(word, word)).toList();
  }

  /** Words in alphabetical order, so that ties do not depend on the order of rows. */
  private static final class Numbers {
    private final List<String> words;
    private final Map<String, Integer> numbers = new HashMap<>();

    Numbers(List<List<String>> sentences, int first) {
      TreeSet<String> sorted = new TreeSet<>();
      sentences.forEach(sorted::addAll);
      words = List.copyOf(sorted);
      words.forEach(word -> numbers.put(word, numbers.size() + first));
    }

    /** A sentence's numbers, after {@code empty} places that hold the empty word. */
    int[] of(List<String> sentence, int empty) {
      int[] found = new int[empty + sentence.size()];
      for (int i = 0; i < sentence.size(); i++) {
        found[empty + i] = numbers.get(sentence.get(i));
      }
      return found;
    }
  }
}
