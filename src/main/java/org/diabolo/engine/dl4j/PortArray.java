package org.diabolo.engine.dl4j;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.diabolo.batch.Values;
import org.diabolo.engine.graph.Ports;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** ND4J's memory for what batches have at one port of a graph; it only grows. */
final class PortArray {
  private final boolean sequence;
  private final int size;
  private final InputType.InputTypeConvolutional image;
  private INDArray values;
  private INDArray mask;

  PortArray(InputType type) {
    this.sequence = Ports.isSequence(type);
    this.size = Ports.size(type);
    this.image = type instanceof InputType.InputTypeConvolutional images ? images : null;
  }

  /**
   * {@code [rows, size]}; of sequences {@code [rows, size, length]}, of images {@code [rows,
   * channels, height, width]}. Valid until the next call.
   */
  INDArray values(int rows, Values from) {
    int length = from.length();
    values = room(values, rows * length * size);
    INDArray part = fill(values, from.data(), rows * length * size);
    if (image != null) {
      return part.reshape('c', rows, image.getChannels(), image.getHeight(), image.getWidth());
    }
    return sequence
        ? part.reshape('c', rows, length, size).permute(0, 2, 1)
        : part.reshape('c', rows, size);
  }

  /** {@code [rows, length]}; null where all is there. Valid until the next call. */
  INDArray mask(int rows, Values from) {
    if (from.mask() == null) {
      return null;
    }
    mask = room(mask, rows * from.length());
    return fill(mask, from.mask(), rows * from.length()).reshape('c', rows, from.length());
  }

  private static INDArray room(INDArray present, int count) {
    return present != null && present.length() >= count
        ? present
        : NativeArrays.matrix(1, count).reshape(count);
  }

  private static INDArray fill(INDArray room, float[] from, int count) {
    INDArray part = room.get(NDArrayIndex.interval(0, count));
    NativeArrays.putFirst(from, part);
    return part;
  }
}
