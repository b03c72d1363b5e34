package org.diabolo.engine.dl4j;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The shape of one of the arrays that each example has.
 *
 * @param shape without the examples' dimension; of time series the longest
 * @param givenMask shape of the mask in the data, likewise; null where no example has one
 * @param ragged whether time series differ in length, which is their last dimension; then there is
 *     always a mask, as DL4J makes one when it merges such series
 */
record ArrayLayout(List<Integer> shape, List<Integer> givenMask, boolean ragged)
    implements Serializable {

  static ArrayLayout of(INDArray array, INDArray mask) {
    return new ArrayLayout(
        exampleShape(array), mask == null ? null : exampleShape(mask), /* ragged= */ false);
  }

  static List<Integer> exampleShape(INDArray array) {
    List<Integer> shape = new ArrayList<>();
    for (int i = 1; i < array.rank(); i++) {
      shape.add(Math.toIntExact(array.size(i)));
    }
    return List.copyOf(shape);
  }

  /** The layout that has room for both. */
  ArrayLayout merge(ArrayLayout other) {
    if (equals(other)) {
      return this;
    }
    List<Integer> room = longer(shape, other.shape, "arrays");
    List<Integer> mask =
        givenMask == null || other.givenMask == null
            ? (givenMask == null ? other.givenMask : givenMask)
            : longer(givenMask, other.givenMask, "masks");
    return new ArrayLayout(room, mask, ragged || other.ragged || !shape.equals(other.shape));
  }

  private static List<Integer> longer(List<Integer> a, List<Integer> b, String what) {
    if (a.equals(b)) {
      return a;
    }
    int last = a.size() - 1;
    // DataSet.merge knows time series too by their having three dimensions with the examples'.
    boolean series = a.size() == b.size() && last >= 0 && last <= 1;
    if (!series || !a.subList(0, last).equals(b.subList(0, last)) || isVector(what, a)) {
      throw new IllegalArgumentException(
          "examples with "
              + what
              + " of shapes "
              + a
              + " and "
              + b
              + ", allowed: one shape, or time series [size, length] of several lengths");
    }
    return last(a) > last(b) ? a : b;
  }

  private static boolean isVector(String what, List<Integer> shape) {
    return what.equals("arrays") && shape.size() == 1;
  }

  /** Shape of the mask, given or made; null when there is none. */
  List<Integer> mask() {
    if (!ragged) {
      return givenMask;
    }
    return givenMask == null || givenMask.size() < 2
        ? List.of(length())
        : List.of(givenMask.get(0), length());
  }

  boolean masked() {
    return mask() != null;
  }

  int size() {
    return product(shape);
  }

  int maskSize() {
    return masked() ? product(mask()) : 0;
  }

  /** Longest time series. */
  int length() {
    return last(shape);
  }

  static int last(List<Integer> shape) {
    return shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
  }

  static int product(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
