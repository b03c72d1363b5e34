package org.diabolo.batch;

import java.io.Serializable;

/**
 * One prepared row.
 *
 * @param key unique among the rows; with the seed it decides where in the order the row stands
 * @param source the source field's numbers
 * @param target the target field's numbers; the same array as {@code source} in an autoencoder
 * @param anchor the code that its own is to stay near to; of length 0 where it has none, null where
 *     no row of the training has one
 */
public record Example(String key, float[] source, float[] target, float[] anchor)
    implements Serializable {

  /**
   * A row of a training without anchors.
   *
   * @param key unique among the rows
   * @param source the source field's numbers
   * @param target the target field's numbers; the same array as {@code source} in an autoencoder
   */
  public Example(String key, float[] source, float[] target) {
    this(key, source, target, null);
  }

  /**
   * @param near the code that its own is to stay near to; of length 0 for none
   * @return the same row with it
   */
  public Example anchored(float[] near) {
    return new Example(key, source, target, near);
  }
}
