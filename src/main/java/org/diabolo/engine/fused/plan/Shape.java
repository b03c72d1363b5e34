package org.diabolo.engine.fused.plan;

/**
 * What one row, or one step of a row, looks like at a place of the graph.
 *
 * @param kind of thing
 * @param channels numbers of a vector or step; channels of an image
 * @param height 1 where it is no image
 * @param width 1 where it is no image
 */
public record Shape(Kind kind, int channels, int height, int width) {

  /** The kinds of thing that layers tell apart. */
  public enum Kind {
    /** A vector for each row; for each step of each row after DL4J's RnnToFeedForward. */
    FLAT,
    /** A vector for each step of each row. */
    SEQUENCE,
    /** Channels, height, width for each row. */
    IMAGE
  }

  /**
   * @param size numbers
   * @return the shape of a vector
   */
  public static Shape flat(int size) {
    return new Shape(Kind.FLAT, size, 1, 1);
  }

  /**
   * @param size numbers a step
   * @return the shape of a step of a sequence
   */
  public static Shape sequence(int size) {
    return new Shape(Kind.SEQUENCE, size, 1, 1);
  }

  /**
   * The shape of an image, channels first.
   *
   * @param channels of the image
   * @param height in pixels
   * @param width in pixels
   * @return its shape
   */
  public static Shape image(int channels, int height, int width) {
    return new Shape(Kind.IMAGE, channels, height, width);
  }

  /**
   * @param other number of channels, or of numbers in a vector or step
   * @return a shape of this kind with another number of channels
   */
  public Shape withChannels(int other) {
    return new Shape(kind, other, height, width);
  }

  /**
   * @return numbers of a row, or of a row's step
   */
  public int size() {
    return channels * height * width;
  }
}
