package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * A sequence's values for products that take one row of them, whose vectors are {@code rows · size}
 * apart: the BLAS binding demands that an array has a whole such stride for the last vector too.
 */
final class Strided {
  private final Signal signal;
  private float[] copy = {};

  Strided(Signal signal) {
    this.signal = signal;
  }

  /** The signal's own values; a copy where their array ends with the last vector. */
  float[] values(Pass pass) {
    int needed = (signal.length() + 1) * pass.rows() * signal.size();
    if (signal.values().length >= needed) {
      return signal.values();
    }
    copy = Signal.room(copy, needed);
    System.arraycopy(signal.values(), 0, copy, 0, signal.vectors(pass) * signal.size());
    return copy;
  }
}
