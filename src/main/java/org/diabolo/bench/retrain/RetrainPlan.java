package org.diabolo.bench.retrain;

import java.util.List;

/**
 * What is retrained, and what is looked at.
 *
 * @param seeds {@code train.seed} of a second model each, and of the last of those in a row
 * @param sameSeed whether the models before have the same seed, so that cold ones begin with the
 *     same parameters, as where a job names one; else each has another
 * @param ways from the first model, of about half of the rows, to a second of all
 * @param inARow retrainings that follow a first model by every way but the fresh one, each on more
 *     rows than the one before, the last on all; 0 for none
 * @param rows of the input that there are, about; null for all
 * @param label column by which neighbours vote; null for none
 * @param queries held-out rows that are looked up, at most
 */
public record RetrainPlan(
    List<Long> seeds,
    boolean sameSeed,
    List<Way> ways,
    int inARow,
    Long rows,
    String label,
    int queries) {
  private static final long APART = 1000;

  /**
   * @param seed of the last model
   * @param step which model: 0 the first, 1 and on those that follow it in a row
   * @return its seed
   */
  long seed(long seed, int step) {
    boolean last = step > 0 && step == inARow;
    return sameSeed || last ? seed : seed + (step + 1) * APART;
  }
}
