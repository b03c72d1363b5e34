package org.diabolo.engine.fused.plan;

import org.diabolo.batch.Values;

/**
 * A batch's labels as the plan has its signals: steps outermost. What is no sequence is not copied.
 */
public final class Labels {
  private float[] turned = {};
  private float[] turnedMask = {};
  private float[] values = {};
  private float[] mask;

  /**
   * Turns labels around; what the getters give is valid until the next call.
   *
   * @param pass the batch at hand
   * @param from labels, rows outermost
   * @param length steps of what they are compared with
   * @param size numbers of a row's step
   * @throws IllegalArgumentException when they have another length
   */
  public void read(Pass pass, Values from, int length, int size) {
    if (from.length() != length) {
      throw new IllegalArgumentException(
          "labels of " + from.length() + " steps for outputs of " + length);
    }
    int rows = pass.rows();
    values = from.data();
    mask = from.mask();
    if (length == 1) {
      return;
    }
    turned = Signal.room(turned, rows * length * size);
    StepOrder.toSteps(from.data(), rows, length, size, turned);
    values = turned;
    if (from.mask() != null) {
      turnedMask = Signal.room(turnedMask, rows * length);
      StepOrder.toSteps(from.mask(), rows, length, 1, turnedMask);
      mask = turnedMask;
    }
  }

  /**
   * @return {@code length · rows · size} numbers, steps outermost; the array may be longer
   */
  public float[] values() {
    return values;
  }

  /**
   * @return {@code length · rows} numbers, steps outermost: 1 for what counts, 0 for what does not;
   *     null where all counts
   */
  public float[] mask() {
    return mask;
  }
}
