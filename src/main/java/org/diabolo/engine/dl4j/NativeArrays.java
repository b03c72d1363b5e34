package org.diabolo.engine.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between Java arrays and ND4J's memory in one call, without an array in between. */
final class NativeArrays {
  private NativeArrays() {}

  /** Overwrites all of a contiguous array, in its memory order, with just as many numbers. */
  static void put(float[] from, INDArray into) {
    if (from.length != into.length()) {
      throw new IllegalArgumentException(
          from.length + " numbers do not fit an array of " + into.length());
    }
    putFirst(from, into);
  }

  /** Overwrites all of a contiguous array, in its memory order, with the first of the numbers. */
  static void putFirst(float[] from, INDArray into) {
    if (from.length < into.length()) {
      throw new IllegalArgumentException(
          from.length + " numbers do not fill an array of " + into.length());
    }
    pointer(into).put(from, 0, (int) into.length());
  }

  /** All of a contiguous array, in its memory order. */
  static float[] get(INDArray from) {
    float[] numbers = new float[Math.toIntExact(from.length())];
    pointer(from).get(numbers);
    return numbers;
  }

  /** Room for {@code rows × size} numbers, row-major, outside any workspace. */
  static INDArray matrix(int rows, int size) {
    return Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', rows, size);
  }

  private static FloatPointer pointer(INDArray array) {
    FloatPointer pointer = new FloatPointer(array.data().pointer());
    return pointer.position(array.offset());
  }
}
