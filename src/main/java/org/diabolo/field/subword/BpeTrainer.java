package org.diabolo.field.subword;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.diabolo.field.BpeTokenizer;

/**
 * Learns merges by byte pair encoding (Sennrich et al. 2016, algorithm 1): again and again the most
 * frequent pair of neighbours becomes one symbol. Counts are kept up to date word by word, and the
 * best pair comes from a heap in which stale counts are passed over.
 */
public final class BpeTrainer {
  private static final long LEAST_COUNT = 2;

  /** Neighbours. Equally frequent ones are taken in the order of their texts. */
  private record Pair(String left, String right) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int first = left.compareTo(other.left);
      return first != 0 ? first : right.compareTo(other.right);
    }
  }

  private record Candidate(Pair pair, long count) implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int more = Long.compare(other.count, count);
      return more != 0 ? more : pair.compareTo(other.pair);
    }
  }

  private static final class Word {
    private final long count;
    private List<String> symbols;

    private Word(String text, long count) {
      this.count = count;
      this.symbols = text.codePoints().mapToObj(Character::toString).toList();
    }
  }

  private final List<Word> words = new ArrayList<>();
  private final Map<Pair, Long> counts = new HashMap<>();
  private final Map<Pair, Set<Integer>> places = new HashMap<>();
  private final PriorityQueue<Candidate> heap = new PriorityQueue<>();
  private int symbols;

  private BpeTrainer(Map<String, Long> counted) {
    Set<String> characters = new TreeSet<>();
    new TreeMap<>(counted)
        .forEach(
            (text, count) -> {
              Word word = new Word(text, count);
              characters.addAll(word.symbols);
              words.add(word);
              count(words.size() - 1, 1);
            });
    symbols = characters.size();
    counts.forEach((pair, count) -> heap.add(new Candidate(pair, count)));
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
    List<String> merges = new ArrayList<>();
    while (symbols + merges.size() < vocabulary && !heap.isEmpty()) {
      Candidate best = heap.poll();
      if (best.count != counts.getOrDefault(best.pair, 0L)) {
        continue;
      }
      if (best.count < LEAST_COUNT) {
        break;
      }
      merges.add(best.pair.left + " " + best.pair.right);
      merge(best.pair);
    }
    return merges;
  }

  private void merge(Pair pair) {
    Set<Pair> changed = new TreeSet<>();
    for (int index : List.copyOf(places.get(pair))) {
      changed.addAll(count(index, -1));
      Word word = words.get(index);
      word.symbols = merged(word.symbols, pair);
      changed.addAll(count(index, 1));
    }
    for (Pair other : changed) {
      long count = counts.get(other);
      if (count == 0) {
        counts.remove(other);
        places.remove(other);
      } else {
        heap.add(new Candidate(other, count));
      }
    }
  }

  /** Adds a word's pairs to the counts, or takes them away. */
  private List<Pair> count(int index, int sign) {
    Word word = words.get(index);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < word.symbols.size(); i++) {
      Pair pair = new Pair(word.symbols.get(i), word.symbols.get(i + 1));
      pairs.add(pair);
      counts.merge(pair, sign * word.count, Long::sum);
      Set<Integer> at = places.computeIfAbsent(pair, p -> new TreeSet<>());
      if (sign > 0) {
        at.add(index);
      } else {
        at.remove(index);
      }
    }
    return pairs;
  }

  private static List<String> merged(List<String> symbols, Pair pair) {
    List<String> merged = new ArrayList<>(symbols.size());
    for (int i = 0; i < symbols.size(); i++) {
      if (i + 1 < symbols.size()
          && symbols.get(i).equals(pair.left)
          && symbols.get(i + 1).equals(pair.right)) {
        merged.add(pair.left + pair.right);
        i++;
      } else {
        merged.add(symbols.get(i));
      }
    }
    return merged;
  }
}
