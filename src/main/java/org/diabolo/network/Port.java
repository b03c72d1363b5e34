package org.diabolo.network;

/** The names at which graphs are joined. */
public final class Port {
  /** The encoder's input. */
  public static final String SOURCE = "source";

  /** The encoder's last vertex, the decoder's input: one vector a row. */
  public static final String CODE = "code";

  /** A sequential encoder's vertex of one vector a step; input of a decoder that attends. */
  public static final String MEMORY = "memory";

  /** What a decoder of text is given at each step: the token before, or the position. */
  public static final String GIVEN = "given";

  /** The decoder's output layer. */
  public static final String TARGET = "target";

  /** In training, what compares codes with those that they are to stay near to. */
  static final String ANCHOR = "anchor";

  private Port() {}
}
