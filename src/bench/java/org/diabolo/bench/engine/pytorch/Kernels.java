package org.diabolo.bench.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.Arrays;
import java.util.List;

/** PyTorch's kernels, called without DJL's blocks, which would only look their parameters up. */
final class Kernels {
  private static final int NEAREST = 0;

  private Kernels() {}

  static NDArray linear(List<NDArray> inputs, List<NDArray> weights) {
    NDArray x = inputs.get(0);
    return x.getNDArrayInternal().linear(x, weights.get(0), weights.get(1)).get(0);
  }

  static NDArray embedding(List<NDArray> inputs, List<NDArray> weights) {
    NDArray ids = inputs.get(0);
    return ids.getNDArrayInternal().embedding(ids, weights.get(0), SparseFormat.DENSE).get(0);
  }

  static Operation convolution(int[] stride, int[] padding) {
    Shape step = shape(stride);
    Shape edge = shape(padding);
    Shape dense = new Shape(1, 1);
    return (inputs, weights) -> {
      NDArray x = inputs.get(0);
      return x.getNDArrayInternal()
          .convolution(x, weights.get(0), weights.get(1), step, edge, dense, 1)
          .get(0);
    };
  }

  static Operation maxPool(int[] kernel, int[] stride) {
    Shape window = shape(kernel);
    Shape step = shape(stride);
    Shape none = new Shape(0, 0);
    return (inputs, weights) ->
        inputs.get(0).getNDArrayInternal().maxPool(window, step, none, false);
  }

  static Operation upsampling(int factor) {
    return (inputs, weights) -> {
      NDArray x = inputs.get(0);
      long[] size = {x.size(2) * factor, x.size(3) * factor};
      return x.getNDArrayInternal().interpolation(size, NEAREST, false);
    };
  }

  /** PyTorch has a second bias, which DL4J has not: it stays 0. */
  static Operation lstm(long hidden) {
    return (inputs, weights) -> {
      NDArray x = inputs.get(0);
      NDManager manager = x.getManager();
      NDArray zeros = manager.zeros(new Shape(1, x.size(0), hidden));
      NDArray noBias = manager.zeros(new Shape(4 * hidden));
      NDList parameters = new NDList(weights.get(0), weights.get(1), weights.get(2), noBias);
      return x.getNDArrayInternal()
          .lstm(x, new NDList(zeros, zeros), parameters, true, 1, 0, true, false, true)
          .get(0);
    };
  }

  /** A vector at each step of a sequence: rows × numbers to rows × steps × numbers. */
  static NDArray eachStep(List<NDArray> inputs, List<NDArray> weights) {
    NDArray x = inputs.get(0);
    long steps = inputs.get(1).size(1);
    return x.expandDims(1).broadcast(x.size(0), steps, x.size(1));
  }

  /** Queries, keys and values, all rows × steps × numbers; one head, scaled. */
  static NDArray attention(List<NDArray> inputs, List<NDArray> weights) {
    NDArray queries = inputs.get(0);
    NDArray keys = inputs.get(1).transpose(0, 2, 1);
    double scale = 1 / Math.sqrt(queries.size(2));
    return queries.mul(scale).batchMatMul(keys).softmax(-1).batchMatMul(inputs.get(2));
  }

  private static Shape shape(int[] sizes) {
    return new Shape(Arrays.stream(sizes).asLongStream().toArray());
  }
}
