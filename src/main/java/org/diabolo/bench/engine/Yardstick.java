package org.diabolo.bench.engine;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * PyTorch, where the class path has it: the Maven profile {@code bench} brings it, the normal build
 * knows nothing of it.
 */
public interface Yardstick extends AutoCloseable {

  /** Which optimiser a step ends with, to tell where its time goes. */
  enum Optimizer {
    /** The fastest that the library has; the one that counts. */
    FASTEST,
    /** The one its users are given. */
    USUAL,
    /** Loss and gradients only. */
    NONE
  }

  /**
   * @return threads that its kernels use
   */
  int threads();

  /**
   * Decides for good who multiplies for the library: it finds its BLAS at its first products, its
   * own or the one that the whole process sees by then. Products of several matrices are its own.
   */
  void bindProducts();

  /**
   * @param size of two square matrices
   * @return their product by the library's own sgemm
   */
  Step product(int size);

  /**
   * @param one to train, by Adam, from the start that its seed gives
   * @param optimizer that ends each step
   * @return steps of training
   */
  Step training(EngineCase one, Optimizer optimizer);

  /**
   * @param one whose batch's first input goes through the encoder, without gradients
   * @return steps of encoding
   */
  Step encoding(EngineCase one);

  @Override
  void close();

  /**
   * @return the one on the class path
   */
  static Optional<Yardstick> find() {
    return ServiceLoader.load(Yardstick.class).findFirst();
  }
}
