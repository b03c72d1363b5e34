package org.diabolo.bench.retrain;

import java.util.List;

/**
 * What is retrained, and what is looked at.
 *
 * @param seeds {@code train.seed} of a first model each and all that follow it
 * @param ways from the first model, of about half of the rows, to a second of all
 * @param inARow retrainings that follow a first model by every way but the fresh one, each on more
 *     rows than the one before, the last on all; 0 for none
 * @param rows of the input that there are, about; null for all
 * @param label column by which neighbours vote; null for none
 * @param queries held-out rows that are looked up, at most
 */
public record RetrainPlan(
    List<Long> seeds, List<Way> ways, int inARow, Long rows, String label, int queries) {}
