package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.kernel.Patches;
import org.diabolo.engine.fused.kernel.Window;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** The mean of what a window sees of the image; padding is not counted. */
public final class MeanPooling implements Node {
  private final Signal in;
  private final Signal out;
  private final Window down;
  private final Window along;
  private final float[] shares;

  /**
   * @param in images
   * @param out images of as many channels
   * @param patches what the window sees of {@code in}
   */
  public MeanPooling(Signal in, Signal out, Patches patches) {
    this.in = in;
    this.out = out;
    this.down = patches.down();
    this.along = patches.along();
    this.shares = shares();
  }

  /** Of each output, 1 over the pixels that it is the mean of. */
  private float[] shares() {
    int[] seen = new int[down.out() * along.out()];
    for (int i = 0; i < down.kernel(); i++) {
      for (int j = 0; j < along.kernel(); j++) {
        for (int row = down.first(i); row < down.end(i); row++) {
          for (int column = along.first(j); column < along.end(j); column++) {
            seen[row * along.out() + column]++;
          }
        }
      }
    }
    float[] shares = new float[seen.length];
    for (int o = 0; o < seen.length; o++) {
      shares[o] = 1f / seen[o];
    }
    return shares;
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    float[] x = in.values();
    float[] y = out.values();
    int planes = in.vectors(pass) * in.shape().channels();
    Arrays.fill(y, 0, planes * shares.length, 0);
    for (int plane = 0; plane < planes; plane++) {
      for (int i = 0; i < down.kernel(); i++) {
        for (int row = down.first(i); row < down.end(i); row++) {
          int line = plane * down.in() + row * down.stride() + down.offset(i);
          int to = (plane * down.out() + row) * along.out();
          int share = row * along.out();
          for (int j = 0; j < along.kernel(); j++) {
            int from = line * along.in() + along.offset(j);
            int end = along.end(j);
            for (int o = along.first(j); o < end; o++) {
              y[to + o] += shares[share + o] * x[from + o * along.stride()];
            }
          }
        }
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
    int planes = in.vectors(pass) * in.shape().channels();
    Arrays.fill(dx, 0, in.vectors(pass) * in.size(), 0);
    for (int plane = 0; plane < planes; plane++) {
      for (int i = 0; i < down.kernel(); i++) {
        for (int row = down.first(i); row < down.end(i); row++) {
          int line = plane * down.in() + row * down.stride() + down.offset(i);
          int from = (plane * down.out() + row) * along.out();
          int share = row * along.out();
          for (int j = 0; j < along.kernel(); j++) {
            int to = line * along.in() + along.offset(j);
            int end = along.end(j);
            for (int o = along.first(j); o < end; o++) {
              dx[to + o * along.stride()] += shares[share + o] * dy[from + o];
            }
          }
        }
      }
    }
  }
}
