package org.diabolo.bench.engine;

/** What is measured: the same work again and again, on one thread. */
public interface Step extends AutoCloseable {

  /**
   * Does it once.
   *
   * @return what tells that all contestants do the same: in training the loss before the step, in
   *     encoding the first number of the first row's code
   */
  double run();

  /** Gives memory back. */
  @Override
  default void close() {}
}
