package org.diabolo.engine.fused.plan;

import org.diabolo.batch.Values;

/**
 * The last node of an output: forward gives the output's activations; {@link #score} must come
 * before {@link #backward}.
 */
public interface Loss extends Node {

  /**
   * Compares the activations with what was wanted and, in training, writes the deltas that {@link
   * #backward} passes on.
   *
   * @param pass the batch at hand
   * @param labels of the batch, rows outermost
   * @return the loss summed over the rows
   */
  double score(Pass pass, Values labels);
}
