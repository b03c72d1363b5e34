package org.diabolo.engine.fused.layer;

import java.util.List;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** The mask of what several signals become one of: 1 where any is 1. */
final class CommonMask {
  private float[] mask = {};

  /**
   * @param in of one length
   * @return {@code length · rows} numbers; null where one of them has no mask, as in DL4J
   */
  float[] of(Pass pass, List<Signal> in) {
    float[] first = in.get(0).mask();
    boolean same = true;
    for (int i = 0; i < in.size(); i++) {
      if (in.get(i).mask() == null) {
        return null;
      }
      same &= in.get(i).mask() == first;
    }
    if (same) {
      return first;
    }
    int count = in.get(0).vectors(pass);
    mask = Signal.room(mask, count);
    System.arraycopy(first, 0, mask, 0, count);
    for (int i = 1; i < in.size(); i++) {
      max(in.get(i).mask(), mask, count);
    }
    return mask;
  }

  private static void max(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = Math.max(y[i], x[i]);
    }
  }
}
