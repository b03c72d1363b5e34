package org.diabolo.field.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.diabolo.field.BpeTokenizer;

/**
 * Learns merges by byte pair encoding (Sennrich et al. 2016, algorithm 1): again and again the most
 * frequent pair of neighbours becomes one symbol. Equally frequent pairs are taken in the order of
 * their texts. Counts are kept up to date word by word, and the best pair comes from a heap in
 * which stale counts are passed over.
 */
public final class BpeTrainer {
  private static final long LEAST_COUNT = 2;

  /** Two symbols, how often they are neighbours, and the words in which they ever were. */
  private static final class Pair {
    private final int left;
    private final int right;
    private final IntStream.Builder places = IntStream.builder();
    private long count;
    private long queued;

    private Pair(int left, int right) {
      this.left = left;
      this.right = right;
    }
  }

  private record Candidate(Pair pair, long count) {}

  private final List<String> symbols = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<int[]> words = new ArrayList<>();
  private final long[] wordCounts;
  private final Map<Long, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Candidate> heap =
      new PriorityQueue<>(
          Comparator.comparingLong((Candidate candidate) -> -candidate.count)
              .thenComparing(candidate -> symbols.get(candidate.pair.left))
              .thenComparing(candidate -> symbols.get(candidate.pair.right)));

  private BpeTrainer(Map<String, Long> counted) {
    TreeMap<String, Long> sorted = new TreeMap<>(counted);
    wordCounts = sorted.values().stream().mapToLong(count -> count).toArray();
    for (String word : sorted.keySet()) {
      words.add(word.codePoints().map(c -> id(Character.toString(c))).toArray());
    }
    Set<Pair> all = new LinkedHashSet<>();
    for (int word = 0; word < wordCounts.length; word++) {
      count(word, 1, all);
    }
    all.forEach(this::queue);
  }

  private int id(String symbol) {
    return ids.computeIfAbsent(
        symbol,
        s -> {
          symbols.add(s);
          return symbols.size() - 1;
        });
  }

  /**
   * @param words with a mark before each, and how often they occur
   * @param vocabulary symbols wanted, single characters counted; there are less when no pair occurs
   *     twice, and more when there are more characters
   * @return the tokenizer; the same whatever the order of the words
   */
  public static BpeTokenizer train(Map<String, Long> words, int vocabulary) {
    return new BpeTokenizer(new BpeTrainer(words).merges(vocabulary));
  }

  private List<String> merges(int vocabulary) {
    // A pair can come back when one of its symbols is made of others; its rank is the first one.
    Set<String> merges = new LinkedHashSet<>();
    while (symbols.size() < vocabulary && !heap.isEmpty()) {
      Candidate best = heap.poll();
      if (best.count != best.pair.count) {
        continue;
      }
      if (best.count < LEAST_COUNT) {
        break;
      }
      merges.add(symbols.get(best.pair.left) + " " + symbols.get(best.pair.right));
      merge(best.pair);
    }
    return List.copyOf(merges);
  }

  private void merge(Pair pair) {
    int both = id(symbols.get(pair.left) + symbols.get(pair.right));
    Set<Pair> changed = new LinkedHashSet<>();
    for (int word : pair.places.build().distinct().toArray()) {
      int[] merged = merged(words.get(word), pair, both);
      if (merged.length < words.get(word).length) {
        count(word, -1, changed);
        words.set(word, merged);
        count(word, 1, changed);
      }
    }
    for (Pair other : changed) {
      if (other.count == 0) {
        pairs.remove(key(other.left, other.right));
      } else {
        queue(other);
      }
    }
  }

  private void queue(Pair pair) {
    if (pair.count != pair.queued) {
      heap.add(new Candidate(pair, pair.count));
      pair.queued = pair.count;
    }
  }

  /** Adds a word's pairs to the counts, or takes them away. */
  private void count(int word, int sign, Set<Pair> changed) {
    int[] cut = words.get(word);
    for (int i = 0; i + 1 < cut.length; i++) {
      int left = cut[i];
      int right = cut[i + 1];
      Pair pair = pairs.computeIfAbsent(key(left, right), k -> new Pair(left, right));
      pair.count += sign * wordCounts[word];
      if (sign > 0) {
        pair.places.add(word);
      }
      changed.add(pair);
    }
  }

  private static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  private static int[] merged(int[] cut, Pair pair, int both) {
    int[] merged = new int[cut.length];
    int length = 0;
    for (int i = 0; i < cut.length; i++) {
      if (i + 1 < cut.length && cut[i] == pair.left && cut[i + 1] == pair.right) {
        merged[length++] = both;
        i++;
      } else {
        merged[length++] = cut[i];
      }
    }
    return Arrays.copyOf(merged, length);
  }
}
