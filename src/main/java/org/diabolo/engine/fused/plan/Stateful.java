package org.diabolo.engine.fused.plan;

/** A node that in a {@link Pass#stepping} pass goes on where the last step left it. */
public interface Stateful extends Node {

  /** Forgets all steps. */
  void clear();

  /**
   * Goes on with other rows.
   *
   * @param rows for each new row, which of the old ones it continues
   */
  void select(int[] rows);
}
