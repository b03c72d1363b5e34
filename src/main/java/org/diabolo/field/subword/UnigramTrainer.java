package org.diabolo.field.subword;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.diabolo.field.UnigramTokenizer;

/**
 * Learns a unigram language model over pieces of words (Kudo 2018, section 3.2): from a large seed
 * of frequent substrings, expectation maximisation finds probabilities, and again and again the
 * fifth of the pieces is dropped that the likelihood misses least, until the vocabulary has the
 * size asked for. Single characters always stay, so that every word of the corpus can be cut.
 */
public final class UnigramTrainer {
  private static final int SEEDS_A_PIECE = 10;
  private static final int STEPS = 2;
  private static final double KEPT = 0.8;

  /** Pieces that are expected less often than this are not worth a place. */
  private static final double LEAST_EXPECTED = 0.5;

  private final List<String> pieces;
  private final long[] wordCounts;
  private final List<Lattice> lattices = new ArrayList<>();
  private final boolean[] single;
  private final double[] score;
  private final boolean[] alive;

  private UnigramTrainer(Map<String, Long> counted, int vocabulary) {
    TreeMap<String, Long> words = new TreeMap<>(counted);
    Map<String, Double> seeds = SeedPieces.of(words, SEEDS_A_PIECE * vocabulary);
    pieces = List.copyOf(seeds.keySet());
    Map<String, Integer> ids = new TreeMap<>();
    for (String piece : pieces) {
      ids.put(piece, ids.size());
    }
    Pieces known = new Pieces(ids);
    words.keySet().forEach(word -> lattices.add(known.lattice(word)));
    wordCounts = words.values().stream().mapToLong(count -> count).toArray();
    single = new boolean[pieces.size()];
    alive = new boolean[pieces.size()];
    score = new double[pieces.size()];
    double total = seeds.values().stream().mapToDouble(count -> count).sum();
    for (int i = 0; i < score.length; i++) {
      single[i] = pieces.get(i).codePointCount(0, pieces.get(i).length()) == 1;
      alive[i] = true;
      score[i] = Math.log(seeds.get(pieces.get(i)) / total);
    }
    train(known, vocabulary);
  }

  /**
   * @param words with a mark before each, and how often they occur
   * @param vocabulary pieces wanted, single characters counted; there are less when the words have
   *     no more that are worth a place, and more when there are more characters
   * @return the tokenizer; the same whatever the order of the words
   */
  public static UnigramTokenizer train(Map<String, Long> words, int vocabulary) {
    return new UnigramTokenizer(new UnigramTrainer(words, vocabulary).learned());
  }

  private void train(Pieces known, int vocabulary) {
    estimate();
    while (size() > vocabulary) {
      int before = size();
      prune(known, Math.max(vocabulary, (int) (KEPT * before)));
      estimate();
      if (size() == before) {
        return;
      }
    }
  }

  private int size() {
    return (int) IntStream.range(0, alive.length).filter(i -> alive[i]).count();
  }

  /** Some steps of expectation maximisation. */
  private void estimate() {
    for (int step = 0; step < STEPS; step++) {
      double[] expected = new double[pieces.size()];
      for (int word = 0; word < wordCounts.length; word++) {
        lattices.get(word).expect(score, alive, wordCounts[word], expected);
      }
      double total = 0;
      for (int i = 0; i < expected.length; i++) {
        if (single[i]) {
          // It has to stay possible even where longer pieces always win.
          expected[i] = Math.max(expected[i], LEAST_EXPECTED);
        }
        alive[i] &= expected[i] >= LEAST_EXPECTED;
        total += alive[i] ? expected[i] : 0;
      }
      for (int i = 0; i < expected.length; i++) {
        score[i] = alive[i] ? Math.log(expected[i] / total) : Double.NEGATIVE_INFINITY;
      }
    }
  }

  /**
   * Drops the pieces without which the most likely cuts of the corpus lose least, taking it that a
   * piece's place is taken by the best cut of its own text.
   */
  private void prune(Pieces known, int wanted) {
    double[] used = new double[pieces.size()];
    for (int word = 0; word < wordCounts.length; word++) {
      lattices.get(word).use(score, alive, wordCounts[word], used);
    }
    double[] loss = new double[pieces.size()];
    List<Integer> candidates = new ArrayList<>();
    int singles = 0;
    for (int i = 0; i < loss.length; i++) {
      if (alive[i] && single[i]) {
        singles++;
      } else if (alive[i]) {
        double piece = score[i];
        alive[i] = false;
        loss[i] =
            used[i] == 0 ? 0 : used[i] * (piece - known.lattice(pieces.get(i)).best(score, alive));
        alive[i] = true;
        candidates.add(i);
      }
    }
    candidates.sort(Comparator.<Integer>comparingDouble(i -> -loss[i]).thenComparing(pieces::get));
    candidates.stream().skip(Math.max(0, wanted - singles)).forEach(i -> alive[i] = false);
  }

  /** Most likely first, and equally likely ones in the order of their texts. */
  private Map<String, Double> learned() {
    Map<String, Double> learned = new LinkedHashMap<>();
    IntStream.range(0, pieces.size())
        .filter(i -> alive[i])
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> -score[i]).thenComparing(pieces::get))
        // Rounded to what is readable; equal on every platform.
        .forEach(i -> learned.put(pieces.get(i), Math.round(score[i] * 1e5) / 1e5));
    return learned;
  }
}
