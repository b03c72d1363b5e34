package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** Makes the vectors that are masked 0, and their deltas too, as most of DL4J's layers do. */
record Masking(Signal signal) implements Node {

  @Override
  public void forward(Pass pass) {
    apply(pass, signal.values());
  }

  @Override
  public void backward(Pass pass) {
    apply(pass, signal.deltas());
  }

  private void apply(Pass pass, float[] vectors) {
    float[] mask = signal.mask();
    if (mask == null) {
      return;
    }
    int size = signal.size();
    int count = signal.vectors(pass);
    for (int i = 0; i < count; i++) {
      if (mask[i] == 0) {
        Arrays.fill(vectors, i * size, (i + 1) * size, 0);
      }
    }
  }
}
