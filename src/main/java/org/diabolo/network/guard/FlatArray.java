package org.diabolo.network.guard;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.diabolo.job.BadDataException;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A row of floats as {@code Nd4j.write} writes it: two buffers, each with the way it was allocated,
 * its length and its type before its numbers. The first is the shape (rank, sizes, strides, flags,
 * stride of elements, order), the second the numbers.
 */
final class FlatArray {
  private static final int MOST_RANK = 2;

  /** Words of ND4J 1.0.0, after which lengths are longs. */
  private static final List<String> ALLOCATIONS = List.of("MIXED_DATA_TYPES", "LONG_SHAPE");

  private static final int CHUNK = 1 << 14;

  private FlatArray() {}

  /**
   * @param in at an array's beginning; read to its end
   * @param length numbers that are wanted
   * @return the array, of shape {@code [1, length]}
   * @throws BadDataException when there is another array, or none
   */
  static INDArray read(DataInputStream in, long length) throws IOException {
    try {
      requireShape(in, length);
      requireBuffer(in, length);
      INDArray array = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', 1, length);
      fill(array.data(), in, length);
      if (in.read() >= 0) {
        throw new BadDataException("goes on after its last number");
      }
      return array;
    } catch (EOFException e) {
      throw new BadDataException("ends too early", e);
    }
  }

  private static void requireShape(DataInputStream in, long length) throws IOException {
    long longs = header(in, "LONG");
    long rank = in.readLong();
    if (rank < 1 || rank > MOST_RANK || longs != 2 * rank + 4) {
      throw new BadDataException("is of rank " + rank + ", allowed: 1 or 2");
    }
    long rows = rank == 1 ? 1 : in.readLong();
    long columns = in.readLong();
    if (rows != 1 || columns != length) {
      throw new BadDataException(
          "holds " + (rank == 1 ? "" : rows + " × ") + columns + wanted(length));
    }
    // Strides, flags, stride of elements and order say nothing new of one row.
    in.skipNBytes((longs - 1 - rank) * Long.BYTES);
  }

  private static void requireBuffer(DataInputStream in, long length) throws IOException {
    long found = header(in, DataType.FLOAT.name());
    if (found != length) {
      throw new BadDataException("holds " + found + wanted(length));
    }
  }

  private static String wanted(long length) {
    return " numbers, and the configuration has " + length + " parameters";
  }

  /** A buffer's own words; returns its length. */
  private static long header(DataInputStream in, String type) throws IOException {
    String allocation = in.readUTF();
    if (!ALLOCATIONS.contains(allocation)) {
      throw new BadDataException("is no array that ND4J 1.0.0 writes");
    }
    long length = in.readLong();
    String found = in.readUTF();
    if (!found.equals(type)) {
      throw new BadDataException(
          "has numbers of type "
              + (found.matches("[A-Z0-9_]{1,20}") ? found : "unknown")
              + ", allowed: "
              + type);
    }
    return length;
  }

  private static void fill(DataBuffer numbers, DataInputStream in, long length) throws IOException {
    byte[] bytes = new byte[CHUNK * Float.BYTES];
    ByteBuffer chunk = ByteBuffer.wrap(bytes);
    for (long from = 0; from < length; from += CHUNK) {
      int count = (int) Math.min(CHUNK, length - from);
      in.readFully(bytes, 0, count * Float.BYTES);
      for (int i = 0; i < count; i++) {
        numbers.put(from + i, chunk.getFloat(i * Float.BYTES));
      }
    }
  }
}
