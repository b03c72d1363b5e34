package org.diabolo.engine.dl4j;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The features, or the labels, of an example as one row of numbers: its arrays end to end, each
 * padded to the longest, then their masks, then the lengths of the ragged ones.
 *
 * @param arrays at least one
 */
record Side(List<ArrayLayout> arrays) implements Serializable {

  static Side of(INDArray[] arrays, INDArray[] masks, String what) {
    if (arrays == null || arrays.length == 0) {
      throw new IllegalArgumentException("a data set without " + what);
    }
    List<ArrayLayout> layouts = new ArrayList<>();
    for (int i = 0; i < arrays.length; i++) {
      if (arrays[i] == null || arrays[i].size(0) != arrays[0].size(0)) {
        throw new IllegalArgumentException(
            "a data set whose " + what + " " + i + " are missing or of other examples");
      }
      layouts.add(ArrayLayout.of(arrays[i], mask(masks, i)));
    }
    return new Side(List.copyOf(layouts));
  }

  private static INDArray mask(INDArray[] masks, int array) {
    return masks == null ? null : masks[array];
  }

  Side merge(Side other) {
    if (arrays.size() != other.arrays.size()) {
      throw new IllegalArgumentException(
          "data sets of "
              + arrays.size()
              + " and of "
              + other.arrays.size()
              + " arrays, allowed: as many in each");
    }
    return new Side(
        IntStream.range(0, arrays.size())
            .mapToObj(i -> arrays.get(i).merge(other.arrays.get(i)))
            .toList());
  }

  int width() {
    return lengthsAt() + (int) arrays.stream().filter(ArrayLayout::ragged).count();
  }

  /** Where the masks begin in a row. */
  int masksAt() {
    return arrays.stream().mapToInt(ArrayLayout::size).sum();
  }

  /** Where the lengths begin in a row. */
  int lengthsAt() {
    return masksAt() + arrays.stream().mapToInt(ArrayLayout::maskSize).sum();
  }

  /** One row an example. */
  float[][] rows(INDArray[] given, INDArray[] masks) {
    float[][] rows = new float[(int) given[0].size(0)][width()];
    int at = 0;
    int maskAt = masksAt();
    int lengthAt = lengthsAt();
    for (int i = 0; i < given.length; i++) {
      ArrayLayout layout = arrays.get(i);
      List<Integer> shape = ArrayLayout.exampleShape(given[i]);
      copy(numbers(given[i]), ArrayLayout.last(shape), layout.length(), rows, at);
      at += layout.size();
      if (layout.masked()) {
        mask(mask(masks, i), shape, layout, rows, maskAt);
        maskAt += layout.maskSize();
      }
      if (layout.ragged()) {
        for (float[] row : rows) {
          row[lengthAt] = ArrayLayout.last(shape);
        }
        lengthAt++;
      }
    }
    return rows;
  }

  private static void mask(
      INDArray mask, List<Integer> shape, ArrayLayout layout, float[][] rows, int at) {
    int room = ArrayLayout.last(layout.mask());
    int length = layout.ragged() ? ArrayLayout.last(shape) : room;
    if (mask == null) {
      float[] ones = new float[rows.length * (layout.maskSize() / room) * length];
      java.util.Arrays.fill(ones, 1);
      copy(ones, length, room, rows, at);
      return;
    }
    List<Integer> maskShape = ArrayLayout.exampleShape(mask);
    if (ArrayLayout.last(maskShape) != length || maskShape.size() != layout.mask().size()) {
      throw new IllegalArgumentException(
          "a mask of shape " + maskShape + " for examples of shape " + shape);
    }
    copy(numbers(mask), length, room, rows, at);
  }

  /** Copies stretches of {@code length} numbers to where each has {@code room}. */
  private static void copy(float[] from, int length, int room, float[][] rows, int at) {
    int stretches = from.length / rows.length / length;
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < stretches; i++) {
        System.arraycopy(from, (row * stretches + i) * length, rows[row], at + i * room, length);
      }
    }
  }

  private static float[] numbers(INDArray array) {
    return NativeArrays.get(array.castTo(DataType.FLOAT).dup('c'));
  }
}
