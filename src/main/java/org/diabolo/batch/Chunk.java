package org.diabolo.batch;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/**
 * Rows that are cached, moved and lost together.
 *
 * @param index of the chunk, from 0
 * @param rows in it
 * @param source row-major, {@code rows × source size}
 * @param target row-major, {@code rows × target size}; the same array as {@code source} in an
 *     autoencoder
 */
public record Chunk(int index, int rows, float[] source, float[] target) implements Serializable {

  /**
   * @param index of the chunk
   * @param examples in the order that they keep; at least one
   * @return them laid flat
   */
  public static Chunk of(int index, List<Example> examples) {
    int rows = examples.size();
    Example first = examples.get(0);
    boolean shared = first.source() == first.target();
    float[] source = new float[Math.multiplyExact(rows, first.source().length)];
    float[] target = shared ? source : new float[Math.multiplyExact(rows, first.target().length)];
    Iterator<Example> next = examples.iterator();
    for (int row = 0; row < rows; row++) {
      Example example = next.next();
      copy(example.source(), source, row);
      if (!shared) {
        copy(example.target(), target, row);
      }
    }
    return new Chunk(index, rows, source, target);
  }

  private static void copy(float[] from, float[] to, int row) {
    System.arraycopy(from, 0, to, row * from.length, from.length);
  }
}
