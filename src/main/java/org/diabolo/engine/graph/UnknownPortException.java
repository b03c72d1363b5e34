package org.diabolo.engine.graph;

/** A graph's configuration does not tell what one of its inputs or labels looks like. */
public final class UnknownPortException extends Exception {
  UnknownPortException(String message) {
    super(message);
  }
}
