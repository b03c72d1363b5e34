package org.diabolo.engine.fused.plan;

import org.diabolo.batch.Values;

/** Brings a batch's values into the plan: rows outermost there, steps outermost here. */
final class Input {
  private final Signal out;
  private float[] values = {};
  private float[] mask = {};

  Input(Signal out) {
    this.out = out;
  }

  Signal out() {
    return out;
  }

  void read(Pass pass, Values from) {
    int rows = pass.rows();
    int length = from.length();
    if (length == 1) {
      out.share(enough(pass, from.data()), 1, from.mask());
      return;
    }
    // Of images one more, see Signal.numbers.
    values = Signal.room(values, (rows * length + 1) * out.size());
    StepOrder.toSteps(from.data(), rows, length, out.size(), values);
    if (from.mask() != null) {
      mask = Signal.room(mask, rows * length);
      StepOrder.toSteps(from.mask(), rows, length, 1, mask);
    }
    out.share(values, length, from.mask() == null ? null : mask);
  }

  /** The batch's own array, unless it is too short for what reads it. */
  private float[] enough(Pass pass, float[] data) {
    if (!out.image() || data.length >= out.numbers(pass)) {
      return data;
    }
    values = Signal.room(values, out.numbers(pass));
    System.arraycopy(data, 0, values, 0, pass.rows() * out.size());
    return values;
  }
}
