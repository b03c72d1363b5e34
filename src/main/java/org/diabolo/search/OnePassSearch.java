package org.diabolo.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.field.Vocabulary;

/**
 * Exact search over a decoder that gives the tokens of all positions at once. A text's probability
 * is the product of its tokens' and of the end's at the position after them; what follows the end
 * does not count. As no token depends on those before it, the best texts of each length begin with
 * the best prefixes of that length, so that as many of these need to be followed as texts are
 * wanted: a beam of any other size would find the same.
 */
final class OnePassSearch implements TextSearch {
  private final Forward decoder;
  private final Limits limits;
  private final int positions;
  private final int told;

  private OnePassSearch(Forward decoder, Limits limits, int positions, int told) {
    this.decoder = decoder;
    this.limits = limits;
    this.positions = positions;
    this.told = told;
  }

  /**
   * @param decoder whose inputs are what an encoder gives, and then positions
   * @param limits of the search
   * @param positions that the decoder is asked for, the last of them for the end alone
   */
  static OnePassSearch asking(Forward decoder, Limits limits, int positions) {
    return new OnePassSearch(decoder, limits, positions, 0);
  }

  /**
   * @param decoder whose inputs are what an encoder gives
   * @param limits of the search
   * @param positions that are searched, the last of them for the end alone
   * @param told positions that the decoder always tells, at least as many
   */
  static OnePassSearch hearing(Forward decoder, Limits limits, int positions, int told) {
    return new OnePassSearch(decoder, limits, positions, told);
  }

  @Override
  public List<List<Hypothesis>> search(int rows, List<Values> encoded) {
    List<Values> inputs = new ArrayList<>(encoded);
    if (told == 0) {
      inputs.add(places(rows));
    }
    float[] probabilities = decoder.apply(rows, inputs).get(0).data();
    int size = Math.max(told, positions) * limits.vocabulary();
    List<List<Hypothesis>> found = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      found.add(best(probabilities, row * size));
    }
    return found;
  }

  private Values places(int rows) {
    float[] places = new float[rows * positions];
    for (int i = 0; i < places.length; i++) {
      places[i] = i % positions;
    }
    return new Values(places, positions, null);
  }

  /** Of all positions. */
  @Override
  public long numbers() {
    return (long) positions * limits.vocabulary();
  }

  private List<Hypothesis> best(float[] probabilities, int offset) {
    Finished finished = new Finished(limits.best());
    Continuations continuations = new Continuations(limits.best());
    int[][] prefixes = {{}};
    double[] logProbabilities = {0};
    for (int position = 0; ; position++) {
      int from = offset + position * limits.vocabulary();
      // One that is no number makes all of a softmax none.
      if (Float.isNaN(probabilities[from + Vocabulary.END])) {
        throw Continuations.none();
      }
      double end = Continuations.log(probabilities[from + Vocabulary.END]);
      for (int i = 0; i < prefixes.length; i++) {
        double logProbability = logProbabilities[i] + end;
        double score = limits.penalty().score(logProbability, position + 1);
        finished.add(new Hypothesis(prefixes[i], logProbability, score, null));
      }
      if (position + 1 == positions
          || !finished.admits(limits.penalty().score(logProbabilities[0], positions))) {
        return finished.best();
      }
      continuations.clear();
      for (int i = 0; i < prefixes.length; i++) {
        continuations.offerTokens(i, logProbabilities[i], probabilities, from, limits.vocabulary());
      }
      if (continuations.size() == 0) {
        return finished.best();
      }
      prefixes = prefixes(prefixes, continuations);
      logProbabilities = new double[prefixes.length];
      for (int i = 0; i < prefixes.length; i++) {
        logProbabilities[i] = continuations.logProbability(i);
      }
    }
  }

  private static int[][] prefixes(int[][] shorter, Continuations continuations) {
    int[][] prefixes = new int[continuations.size()][];
    for (int i = 0; i < prefixes.length; i++) {
      int[] before = shorter[continuations.parent(i)];
      prefixes[i] = Arrays.copyOf(before, before.length + 1);
      prefixes[i][before.length] = continuations.token(i);
    }
    return prefixes;
  }
}
