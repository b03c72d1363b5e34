package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** Reorders images into sequences of their pixels, of whose channels each is a vector. */
public record PixelsOutermost(Signal image, Signal pixels) implements Node {

  @Override
  public void forward(Pass pass) {
    if (image.length() != 1) {
      throw new IllegalArgumentException("a loss of the pixels of images of steps");
    }
    int plane = image.size() / pixels.size();
    pixels.set(pass, plane, null);
    Vectors.transpose(image.values(), pass.rows() * pixels.size(), plane, pixels.values(), 0);
  }

  /** What the sequence's values are in the order of images. */
  void restore(Pass pass, float[] values, float[] into) {
    int plane = image.size() / pixels.size();
    Vectors.transpose(values, plane, pass.rows() * pixels.size(), into, 0);
  }

  @Override
  public void backward(Pass pass) {
    restore(pass, pixels.deltas(), image.deltas());
  }
}
