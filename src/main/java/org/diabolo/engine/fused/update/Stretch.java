package org.diabolo.engine.fused.update;

import java.util.Objects;

/**
 * Neighbouring parameters that are treated alike.
 *
 * @param from offset of the first
 * @param to offset after the last
 * @param optimizer that moves them
 * @param mean whether their gradients are sums over the batch's rows, of which the mean is to be
 *     taken; not so for what is no gradient, such as running statistics
 */
public record Stretch(int from, int to, Optimizer optimizer, boolean mean) {

  /** Whether another one that follows can be added to this one. */
  boolean goesOnAs(Stretch next) {
    return to == next.from && mean == next.mean && Objects.equals(optimizer, next.optimizer);
  }

  Stretch to(int end) {
    return new Stretch(from, end, optimizer, mean);
  }
}
