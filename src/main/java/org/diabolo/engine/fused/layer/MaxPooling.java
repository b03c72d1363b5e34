package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.kernel.Patches;
import org.diabolo.engine.fused.kernel.Window;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** The largest of what a window sees, the first of equals; the gradient goes to that one. */
public final class MaxPooling implements Node {
  private final Signal in;
  private final Signal out;
  private final Window down;
  private final Window along;
  private final boolean quarters;
  private int[] largest = {};

  /**
   * @param in images
   * @param out images of as many channels
   * @param patches what the window sees of {@code in}
   */
  public MaxPooling(Signal in, Signal out, Patches patches) {
    this.in = in;
    this.out = out;
    this.down = patches.down();
    this.along = patches.along();
    this.quarters = halves(down) && halves(along);
  }

  private static boolean halves(Window side) {
    return side.kernel() == 2
        && side.stride() == 2
        && side.padding() == 0
        && side.dilation() == 1
        && side.out() * 2 <= side.in();
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    int planes = in.vectors(pass) * in.shape().channels();
    if (largest.length < planes * down.out() * along.out()) {
      largest = new int[planes * down.out() * along.out()];
    }
    for (int plane = 0; plane < planes; plane++) {
      int from = plane * down.in() * along.in();
      int to = plane * down.out() * along.out();
      if (quarters) {
        quarters(from, to);
      } else {
        windows(from, to);
      }
    }
  }

  /** Windows of 2 × 2 that do not overlap, without branches. */
  private void quarters(int from, int to) {
    float[] x = in.values();
    float[] y = out.values();
    int[] at = largest;
    int width = along.in();
    for (int row = 0; row < down.out(); row++) {
      int upper = from + 2 * row * width;
      int o = to + row * along.out();
      for (int end = o + along.out(); o < end; o++, upper += 2) {
        int lower = upper + width;
        float a = x[upper];
        float b = x[upper + 1];
        float c = x[lower];
        float d = x[lower + 1];
        float one = Math.max(a, b);
        float other = Math.max(c, d);
        y[o] = Math.max(one, other);
        int second = less(a, b);
        at[o] = upper + second + less(one, other) * (width + less(c, d) - second);
      }
    }
  }

  /** 1 where a is less than b, else 0: the sign of their difference. */
  private static int less(float a, float b) {
    return Float.floatToRawIntBits(a - b) >>> 31;
  }

  private void windows(int from, int to) {
    float[] x = in.values();
    float[] y = out.values();
    for (int row = 0; row < down.out(); row++) {
      for (int column = 0; column < along.out(); column++) {
        int best = -1;
        for (int i = 0; i < down.kernel(); i++) {
          int line = row * down.stride() + down.offset(i);
          for (int j = 0; j < along.kernel(); j++) {
            int pixel = column * along.stride() + along.offset(j);
            if (line >= 0 && line < down.in() && pixel >= 0 && pixel < along.in()) {
              int here = from + line * along.in() + pixel;
              best = best < 0 || x[here] > x[best] ? here : best;
            }
          }
        }
        int o = to + row * along.out() + column;
        largest[o] = best;
        y[o] = x[best];
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!in.trained()) {
      return;
    }
    float[] dx = in.deltas();
    float[] dy = out.deltas();
    int[] at = largest;
    Arrays.fill(dx, 0, in.vectors(pass) * in.size(), 0);
    int count = out.vectors(pass) * out.size();
    for (int o = 0; o < count; o++) {
      dx[at[o]] += dy[o];
    }
  }
}
