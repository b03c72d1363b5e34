package org.diabolo.evaluate.text;

import java.util.Arrays;
import java.util.List;

/**
 * IBM Model 1: probabilities of a target word given a source word, by expectation maximisation over
 * pairs of sentences (Brown et al., "The Mathematics of Statistical Machine Translation: Parameter
 * Estimation", 1993). Words are numbers from 0. Starts from equal probabilities.
 *
 * <p>Only pairs of words that stand in one pair of sentences somewhere have a number, kept in
 * arrays sorted by source word, then target word: 24 bytes for each.
 */
final class ModelOne {
  private static final int SHIFT = 32;

  /** Source word in the upper half, target word in the lower, ascending. */
  private final long[] pairs;

  /** Where each source word's pairs start, and where the last word's end. */
  private final int[] starts;

  private final double[] probabilities;

  private ModelOne(long[] pairs) {
    this.pairs = pairs;
    this.starts = starts(pairs);
    this.probabilities = new double[pairs.length];
    Arrays.fill(probabilities, 1);
  }

  /** A source sentence and its translation. */
  record Sentences(int[] source, int[] target) {}

  static ModelOne learn(List<Sentences> corpus, int iterations) {
    ModelOne model = new ModelOne(pairs(corpus));
    for (int i = 0; i < iterations; i++) {
      model.iterate(corpus);
    }
    return model;
  }

  /** The most probable target word of each source word; of several, the lowest; -1 for none. */
  int[] best(int sourceWords) {
    int[] best = new int[sourceWords];
    Arrays.fill(best, -1);
    for (int source = 0; source < starts.length - 1; source++) {
      double highest = 0;
      for (int i = starts[source]; i < starts[source + 1]; i++) {
        if (probabilities[i] > highest) {
          highest = probabilities[i];
          best[source] = (int) pairs[i];
        }
      }
    }
    return best;
  }

  private void iterate(List<Sentences> corpus) {
    double[] counts = new double[pairs.length];
    for (Sentences sentences : corpus) {
      int[] places = new int[sentences.source.length];
      for (int target : sentences.target) {
        double total = 0;
        for (int i = 0; i < places.length; i++) {
          places[i] = place(sentences.source[i], target);
          total += probabilities[places[i]];
        }
        // Words whose probability has become 0 to a double are aligned to nothing.
        for (int i = 0; i < places.length && total > 0; i++) {
          counts[places[i]] += probabilities[places[i]] / total;
        }
      }
    }
    for (int source = 0; source < starts.length - 1; source++) {
      double total = 0;
      for (int i = starts[source]; i < starts[source + 1]; i++) {
        total += counts[i];
      }
      for (int i = starts[source]; i < starts[source + 1]; i++) {
        probabilities[i] = total > 0 ? counts[i] / total : 0;
      }
    }
  }

  private int place(int source, int target) {
    return Arrays.binarySearch(pairs, starts[source], starts[source + 1], pair(source, target));
  }

  private static int[] starts(long[] pairs) {
    int words = pairs.length == 0 ? 0 : (int) (pairs[pairs.length - 1] >>> SHIFT) + 1;
    int[] starts = new int[words + 1];
    for (long pair : pairs) {
      starts[(int) (pair >>> SHIFT) + 1]++;
    }
    for (int word = 0; word < words; word++) {
      starts[word + 1] += starts[word];
    }
    return starts;
  }

  /** All pairs of words, once each: repeated ones are thrown out whenever the array is full. */
  private static long[] pairs(List<Sentences> corpus) {
    long[] found = new long[1 << 10];
    int size = 0;
    for (Sentences sentences : corpus) {
      for (int source : sentences.source) {
        for (int target : sentences.target) {
          if (size == found.length) {
            size = distinct(found, size);
            found = size > found.length / 2 ? Arrays.copyOf(found, 2 * found.length) : found;
          }
          found[size++] = pair(source, target);
        }
      }
    }
    return Arrays.copyOf(found, distinct(found, size));
  }

  /** Sorts the first {@code size} and moves the distinct ones to the front. */
  private static int distinct(long[] found, int size) {
    Arrays.sort(found, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept == 0 || found[i] != found[kept - 1]) {
        found[kept++] = found[i];
      }
    }
    return kept;
  }

  private static long pair(int source, int target) {
    return (long) source << SHIFT | target;
  }
}
