package org.diabolo.engine.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between Java arrays and ND4J's memory in one call, without an array in between. */
final class NativeArrays {
  private NativeArrays() {}

  /** Overwrites all of a contiguous array, in its memory order. */
  static void put(float[] from, INDArray into) {
    put(from, into, into.length());
  }

  /** Overwrites all of a contiguous array with the first {@code count} numbers. */
  static void put(float[] from, INDArray into, long count) {
    if (into.length() != count || from.length < count) {
      throw new IllegalArgumentException(
          from.length + " numbers do not fill an array of " + into.length());
    }
    pointer(into).put(from, 0, (int) count);
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
