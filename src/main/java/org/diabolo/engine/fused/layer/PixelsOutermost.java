package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** Turns images into sequences of their pixels, of whose channels each is a vector. */
record PixelsOutermost(Signal image, Signal pixels) implements Node {

  @Override
  public void forward(Pass pass) {
    if (image.length() != 1) {
      throw new IllegalArgumentException("a loss of the pixels of images of steps");
    }
    int plane = image.size() / pixels.size();
    pixels.set(pass, plane, null);
    turn(pass.rows(), pixels.size(), plane, image.values(), pixels.values());
  }

  private static void turn(int rows, int channels, int plane, float[] x, float[] y) {
    for (int pixel = 0, to = 0; pixel < plane; pixel++) {
      for (int i = 0; i < rows * channels; i++, to++) {
        y[to] = x[i * plane + pixel];
      }
    }
  }

  /** What the sequence's values are in the order of images. */
  void restore(Pass pass, float[] values, float[] into) {
    int plane = image.size() / pixels.size();
    int vectors = pass.rows() * pixels.size();
    for (int pixel = 0, from = 0; pixel < plane; pixel++) {
      for (int i = 0; i < vectors; i++, from++) {
        into[i * plane + pixel] = values[from];
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    restore(pass, pixels.deltas(), image.deltas());
  }
}
