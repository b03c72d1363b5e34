package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Repeats each pixel.
 *
 * @param down times in height
 * @param along times in width
 */
public record Upsampling(Signal in, Signal out, int down, int along) implements Node {

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    float[] x = in.values();
    float[] y = out.values();
    int width = in.shape().width();
    int wide = out.shape().width();
    int lines = in.vectors(pass) * in.shape().channels() * in.shape().height();
    for (int line = 0; line < lines; line++) {
      int from = line * width;
      int to = line * down * wide;
      if (along == 2) {
        for (int i = 0; i < width; i++) {
          y[to + 2 * i] = x[from + i];
          y[to + 2 * i + 1] = x[from + i];
        }
      } else {
        for (int i = 0; i < width; i++) {
          Arrays.fill(y, to + i * along, to + (i + 1) * along, x[from + i]);
        }
      }
      for (int i = 1; i < down; i++) {
        System.arraycopy(y, to, y, to + i * wide, wide);
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
    int width = in.shape().width();
    int wide = out.shape().width();
    int lines = in.vectors(pass) * in.shape().channels() * in.shape().height();
    for (int line = 0; line < lines; line++) {
      int to = line * width;
      int from = line * down * wide;
      if (down == 2 && along == 2) {
        int lower = from + wide;
        for (int i = 0; i < width; i++) {
          int j = 2 * i;
          dx[to + i] = dy[from + j] + dy[from + j + 1] + (dy[lower + j] + dy[lower + j + 1]);
        }
      } else {
        for (int i = 0; i < width; i++) {
          dx[to + i] = sum(dy, from + i * along, wide);
        }
      }
    }
  }

  private float sum(float[] dy, int from, int wide) {
    float sum = 0;
    for (int row = 0; row < down; row++) {
      for (int i = from + row * wide; i < from + row * wide + along; i++) {
        sum += dy[i];
      }
    }
    return sum;
  }
}
