package org.diabolo.engine.dl4j;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Turns flat rows back into the arrays and masks that they came from; the memory is reused. */
final class SideArrays {
  private final Side side;
  private final Room[] arrays;
  private final Room[] masks;

  SideArrays(Side side) {
    this.side = side;
    this.arrays = rooms(side.arrays().size());
    this.masks = rooms(side.arrays().size());
  }

  private static Room[] rooms(int count) {
    Room[] rooms = new Room[count];
    Arrays.setAll(rooms, i -> new Room());
    return rooms;
  }

  /**
   * A batch in ND4J's memory.
   *
   * @param arrays valid until the next batch is filled in
   * @param masks one an array, null for one without; null when no array has one
   */
  record Filled(INDArray[] arrays, INDArray[] masks) {}

  /**
   * Series are as long as the longest of these rows, not of all rows: what DL4J gets when it merges
   * them. It saves steps, and keeps truncated back-propagation from stepping through mere padding.
   *
   * @param numbers row-major, at least {@code rows × width}
   */
  Filled fill(float[] numbers, int rows) {
    int count = arrays.length;
    INDArray[] filled = new INDArray[count];
    INDArray[] filledMasks = new INDArray[count];
    boolean masked = false;
    int at = 0;
    int maskAt = side.masksAt();
    int lengthAt = side.lengthsAt();
    for (int i = 0; i < count; i++) {
      ArrayLayout layout = side.arrays().get(i);
      int length = layout.ragged() ? longest(numbers, rows, lengthAt++) : layout.length();
      filled[i] = cut(arrays[i], numbers, rows, at, layout.shape(), length);
      at += layout.size();
      if (layout.masked()) {
        int steps = layout.ragged() ? length : ArrayLayout.last(layout.mask());
        filledMasks[i] = cut(masks[i], numbers, rows, maskAt, layout.mask(), steps);
        maskAt += layout.maskSize();
        masked = true;
      }
    }
    return new Filled(filled, masked ? filledMasks : null);
  }

  private int longest(float[] numbers, int rows, int lengthAt) {
    int width = side.width();
    float longest = 0;
    for (int row = 0; row < rows; row++) {
      longest = Math.max(longest, numbers[row * width + lengthAt]);
    }
    return (int) longest;
  }

  /** Takes, of each row's stretches of the last dimension, the first {@code length} numbers. */
  private INDArray cut(
      Room room, float[] numbers, int rows, int at, List<Integer> shape, int length) {
    int width = side.width();
    int whole = ArrayLayout.last(shape);
    int stretches = ArrayLayout.product(shape) / whole;
    long[] wanted = new long[1 + shape.size()];
    wanted[0] = rows;
    for (int i = 0; i < shape.size(); i++) {
      wanted[i + 1] = i == shape.size() - 1 ? length : shape.get(i);
    }
    INDArray into = room.view(wanted);
    if (stretches * whole == width) {
      NativeArrays.putFirst(numbers, into);
      return into;
    }
    float[] gathered = room.numbers(rows * stretches * length);
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < stretches; i++) {
        System.arraycopy(
            numbers,
            row * width + at + i * whole,
            gathered,
            (row * stretches + i) * length,
            length);
      }
    }
    NativeArrays.putFirst(gathered, into);
    return into;
  }

  /** Memory for one array, which grows to the largest that was asked for. */
  private static final class Room {
    private INDArray all;
    private INDArray view;
    private float[] numbers = {};

    INDArray view(long[] shape) {
      if (view != null && Arrays.equals(view.shape(), shape)) {
        return view;
      }
      long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
      if (all == null || all.length() < length) {
        all = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', length);
      }
      view = all.get(NDArrayIndex.interval(0, length)).reshape('c', shape);
      return view;
    }

    float[] numbers(int count) {
      if (numbers.length < count) {
        numbers = new float[count];
      }
      return numbers;
    }
  }
}
