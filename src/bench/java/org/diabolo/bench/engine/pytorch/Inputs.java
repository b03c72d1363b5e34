package org.diabolo.bench.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.diabolo.batch.Values;

/** A batch's arrays in PyTorch's memory. */
final class Inputs {
  private Inputs() {}

  /** Vectors as they are, tokens as whole numbers. */
  static NDArray of(Values values, int rows, NDManager manager) {
    float[] data = values.data();
    if (values.length() == 1) {
      return manager.create(data, new Shape(rows, data.length / rows));
    }
    long[] ids = new long[data.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (long) data[i];
    }
    return manager.create(ids, new Shape(rows, values.length()));
  }
}
