package org.diabolo.network;

/** The names at which graphs are joined. */
final class Port {
  /** The encoder's input. */
  static final String SOURCE = "source";

  /** The encoder's last vertex, the decoder's input. */
  static final String CODE = "code";

  /** The decoder's output layer. */
  static final String TARGET = "target";

  private Port() {}
}
