package org.diabolo.batch;

import java.io.Serializable;
import java.util.List;

/**
 * Rows that are cached, moved and lost together.
 *
 * @param index of the chunk, from 0
 * @param sources of its rows
 * @param targets of its rows; the same object as {@code sources} in an autoencoder
 * @param anchors of its rows, of length 0 where a row has none; null in a training without anchors
 */
public record Chunk(int index, Rows sources, Rows targets, Rows anchors) implements Serializable {

  /**
   * @param index of the chunk
   * @param examples in the order that they keep; at least one
   * @return them laid flat
   */
  public static Chunk of(int index, List<Example> examples) {
    Example first = examples.get(0);
    Rows sources = Rows.of(examples.stream().map(Example::source).toList());
    return new Chunk(
        index,
        sources,
        first.source() == first.target()
            ? sources
            : Rows.of(examples.stream().map(Example::target).toList()),
        first.anchor() == null ? null : Rows.of(examples.stream().map(Example::anchor).toList()));
  }

  /**
   * @return rows in it
   */
  public int rows() {
    return sources.count();
  }

  /**
   * @return numbers of all sources, row after row
   */
  public float[] source() {
    return sources.data();
  }

  /**
   * @return numbers of all targets, row after row; the same array as {@link #source} in an
   *     autoencoder
   */
  public float[] target() {
    return targets.data();
  }
}
