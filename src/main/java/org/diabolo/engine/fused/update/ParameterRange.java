package org.diabolo.engine.fused.update;

import java.util.Objects;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Neighbouring parameters that are treated alike.
 *
 * @param from offset of the first
 * @param to offset after the last
 * @param updater DL4J's, which decides how the state lies: see {@link StateLayout}
 * @param optimizer that moves them; null where there is none of the updater's kind
 * @param decay what draws them towards 0
 * @param mean whether their gradients are sums over the batch's rows, of which the mean is to be
 *     taken; not so for what is no gradient, such as running statistics
 */
public record ParameterRange(
    int from, int to, IUpdater updater, Optimizer optimizer, Decay decay, boolean mean) {

  /** Whether another one that follows is moved alike. */
  boolean movesAs(ParameterRange next) {
    return mean == next.mean
        && decay.equals(next.decay)
        && Objects.equals(optimizer, next.optimizer);
  }

  /** Whether another one that follows is in the same block of DL4J's state. */
  boolean sharesBlock(ParameterRange next) {
    return updater.equals(next.updater);
  }

  ParameterRange to(int end) {
    return new ParameterRange(from, end, updater, optimizer, decay, mean);
  }
}
