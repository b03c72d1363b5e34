package org.diabolo.engine.fused.kernel;

/**
 * An activation over an array whose derivative follows from its output. Each loop reads and writes
 * at one index only, from 0 on: loops at several offsets are not vectorised by the JVM's compiler,
 * and take up to ten times as long.
 */
public interface Elementwise {
  /**
   * Applies the function in place.
   *
   * @param x arguments, overwritten by the function's values from 0 on
   * @param count of numbers
   */
  void forward(float[] x, int count);

  /**
   * Multiplies a gradient by the function's derivative, in place.
   *
   * @param delta gradient of the function's output
   * @param y the output
   * @param count of numbers
   */
  void backward(float[] delta, float[] y, int count);
}
