package org.diabolo.search;

import java.util.Arrays;
import java.util.List;
import org.diabolo.field.Vocabulary;

/**
 * One row of a beam search. Each step keeps the {@code beam} likeliest continuations of all
 * hypotheses; those that end are finished, the others live on. So a beam of 1 is greedy search: it
 * follows the likeliest token until that is the end.
 */
final class Beam {
  private final Limits limits;
  private final int memory;
  private final Continuations continuations;
  private final Finished finished;
  private int[][] tokens = {{}};
  private double[] logProbabilities = {0};
  private float[][][] attention = {{}};
  private int[] parents = {0};

  /**
   * @param limits of the search
   * @param memory steps of the row's memory without padding; 0 where there is none
   */
  Beam(Limits limits, int memory) {
    this.limits = limits;
    this.memory = memory;
    this.continuations = new Continuations(limits.beam());
    this.finished = new Finished(limits.best());
  }

  /**
   * @return hypotheses that live, best first; 0 when the search has ended
   */
  int size() {
    return tokens.length;
  }

  /**
   * @param i number of a hypothesis that lives
   * @return which of the hypotheses before the last step it continues
   */
  int parent(int i) {
    return parents[i];
  }

  /**
   * @param i number of a hypothesis that lives
   * @return its last token; the start before the first
   */
  int last(int i) {
    int length = tokens[i].length;
    return length == 0 ? Vocabulary.START : tokens[i][length - 1];
  }

  /**
   * @return the best that are finished, best first
   */
  List<Hypothesis> best() {
    return finished.best();
  }

  /**
   * Takes all hypotheses a step further.
   *
   * @param first place of the first hypothesis in what follows; the others come after it
   * @param probabilities {@code [hypotheses of all rows][vocabulary]}
   * @param weights {@code [hypotheses of all rows][steps of the memory]}; null where nobody asked
   */
  void extend(int first, float[] probabilities, Weights weights) {
    int vocabulary = limits.vocabulary();
    boolean last = tokens[0].length == limits.maxLength();
    continuations.clear();
    for (int i = 0; i < tokens.length; i++) {
      int from = (first + i) * vocabulary;
      continuations.offerEnd(i, logProbabilities[i], probabilities[from + Vocabulary.END]);
      if (!last) {
        continuations.offerTokens(i, logProbabilities[i], probabilities, from, vocabulary);
      }
    }
    if (continuations.size() == 0) {
      throw Continuations.none();
    }
    follow(first, weights);
    if (tokens.length > 0 && !promising()) {
      tokens = new int[0][];
    }
  }

  private void follow(int first, Weights weights) {
    int count = continuations.size();
    int[][] oldTokens = tokens;
    float[][][] oldAttention = attention;
    tokens = new int[count][];
    attention = new float[count][][];
    logProbabilities = new double[count];
    parents = new int[count];
    int living = 0;
    for (int i = 0; i < count; i++) {
      int parent = continuations.parent(i);
      double logProbability = continuations.logProbability(i);
      if (continuations.token(i) == Vocabulary.END) {
        finish(oldTokens[parent], logProbability, oldAttention[parent]);
        continue;
      }
      tokens[living] = append(oldTokens[parent], continuations.token(i));
      attention[living] =
          weights == null
              ? oldAttention[parent]
              : with(oldAttention[parent], first + parent, weights);
      logProbabilities[living] = logProbability;
      parents[living] = parent;
      living++;
    }
    tokens = Arrays.copyOf(tokens, living);
  }

  private void finish(int[] text, double logProbability, float[][] attended) {
    double score = limits.penalty().score(logProbability, text.length + 1);
    finished.add(new Hypothesis(text, logProbability, score, limits.attention() ? attended : null));
  }

  private static int[] append(int[] text, int token) {
    int[] longer = Arrays.copyOf(text, text.length + 1);
    longer[text.length] = token;
    return longer;
  }

  private float[][] with(float[][] attended, int place, Weights weights) {
    float[][] longer = Arrays.copyOf(attended, attended.length + 1);
    longer[attended.length] = weights.of(place, memory);
    return longer;
  }

  /**
   * Whether a hypothesis that lives can still come among the best. It cannot grow likelier, and
   * none is divided by more than the longest.
   */
  private boolean promising() {
    return finished.admits(limits.penalty().score(logProbabilities[0], limits.maxLength() + 1));
  }
}
