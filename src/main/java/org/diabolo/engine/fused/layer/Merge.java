package org.diabolo.engine.fused.layer;

import java.util.List;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Puts the vectors of several signals one after the other; of images the channels, which lie
 * outermost in a row. A step is masked where it is in all of them.
 */
public final class Merge implements Node {
  private final List<Signal> in;
  private final Signal out;
  private final CommonMask mask = new CommonMask();
  private boolean lookedBehind;

  /**
   * @param in at least one
   * @param out as many channels as all of them have
   */
  public Merge(List<Signal> in, Signal out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Leaves the vectors where they are, for a reader that takes them from there.
   *
   * @return what is merged
   */
  List<Signal> lookBehind() {
    lookedBehind = true;
    return in;
  }

  @Override
  public void forward(Pass pass) {
    Signal first = in.get(0);
    for (int i = 1; i < in.size(); i++) {
      if (in.get(i).length() != first.length()) {
        throw new IllegalArgumentException(
            "sequences of " + first.length() + " and " + in.get(i).length() + " steps are merged");
      }
    }
    out.set(pass, first.length(), mask.of(pass, in));
    if (lookedBehind) {
      return;
    }
    int count = out.vectors(pass);
    int at = 0;
    for (int i = 0; i < in.size(); i++) {
      int size = in.get(i).size();
      float[] from = in.get(i).values();
      for (int vector = 0; vector < count; vector++) {
        System.arraycopy(from, vector * size, out.values(), vector * out.size() + at, size);
      }
      at += size;
    }
  }

  @Override
  public void backward(Pass pass) {
    if (lookedBehind) {
      return;
    }
    int count = out.vectors(pass);
    int at = 0;
    for (int i = 0; i < in.size(); i++) {
      int size = in.get(i).size();
      if (in.get(i).trained()) {
        float[] to = in.get(i).deltas();
        for (int vector = 0; vector < count; vector++) {
          System.arraycopy(out.deltas(), vector * out.size() + at, to, vector * size, size);
        }
      }
      at += size;
    }
  }
}
