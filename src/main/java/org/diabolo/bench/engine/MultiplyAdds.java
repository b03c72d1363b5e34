package org.diabolo.bench.engine;

/**
 * Multiply-adds of a network's products for one row; what is done element by element is not
 * counted.
 *
 * @param forward of all layers
 * @param first of the layers that read the input, whose gradient nobody asks for
 */
public record MultiplyAdds(long forward, long first) {

  MultiplyAdds plus(MultiplyAdds next) {
    return new MultiplyAdds(forward + next.forward, first + next.first);
  }

  /** A layer that reads the input. */
  static MultiplyAdds reading(long count) {
    return new MultiplyAdds(count, count);
  }

  /** A layer behind another. */
  static MultiplyAdds behind(long count) {
    return new MultiplyAdds(count, 0);
  }

  /**
   * @return of a training step: forward, the weights' gradient and the inputs' gradient
   */
  public long training() {
    return 3 * forward - first;
  }
}
