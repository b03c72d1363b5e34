package org.diabolo.engine.fused.kernel;

/**
 * The elementwise part of a step of an LSTM without peepholes, over the numbers {@code from} to
 * {@code to} of arrays that all lie alike. The loops are many and short because the JVM's compiler
 * vectorises no long ones.
 *
 * <p>With the pre-activations {@code i, f, o, g} in DL4J's naming, where {@code i} is the candidate
 * and {@code g} the gate that lets it in: {@code c = σ(f) · c' + σ(g) · tanh(i)} and {@code h =
 * σ(o) · tanh(c)}. Hochreiter and Schmidhuber, Long Short-Term Memory, 1997; forget gate by Gers et
 * al., 2000.
 */
public final class LstmCell {
  private LstmCell() {}

  /**
   * @param i candidate, turned into its activation, as are the gates f, o and g
   * @param f forget gate
   * @param o output gate
   * @param g gate that lets the candidate in
   * @param previous cells of the step before
   * @param cell written
   * @param activated tanh of the cells, written
   * @param out outputs, written
   * @param from first number
   * @param to number after the last
   */
  public static void forward(
      float[] i,
      float[] f,
      float[] o,
      float[] g,
      float[] previous,
      float[] cell,
      float[] activated,
      float[] out,
      int from,
      int to) {
    for (int k = from; k < to; k++) {
      i[k] = Tanh.of(i[k]);
    }
    sigmoid(f, from, to);
    sigmoid(o, from, to);
    sigmoid(g, from, to);
    for (int k = from; k < to; k++) {
      cell[k] = f[k] * previous[k] + i[k] * g[k];
    }
    for (int k = from; k < to; k++) {
      activated[k] = Tanh.of(cell[k]);
    }
    for (int k = from; k < to; k++) {
      out[k] = o[k] * activated[k];
    }
  }

  private static void sigmoid(float[] x, int from, int to) {
    for (int k = from; k < to; k++) {
      x[k] = 0.5f + 0.5f * Tanh.of(0.5f * x[k]);
    }
  }

  /**
   * @param i activation of {@link #forward}, turned into the gradient of its pre-activation, as are
   *     the gates f, o and g
   * @param f activation of the forget gate
   * @param o activation of the output gate
   * @param g activation of the gate that let the candidate in
   * @param previous cells of the step before
   * @param cell gradient of the cells from the step after; overwritten
   * @param activated tanh of the cells, turned into the gradient of the cells of the step before
   * @param out gradient of the outputs
   * @param from first number
   * @param to number after the last
   */
  public static void backward(
      float[] i,
      float[] f,
      float[] o,
      float[] g,
      float[] previous,
      float[] cell,
      float[] activated,
      float[] out,
      int from,
      int to) {
    for (int k = from; k < to; k++) {
      cell[k] += out[k] * o[k] * (1 - activated[k] * activated[k]);
    }
    for (int k = from; k < to; k++) {
      o[k] = out[k] * activated[k] * o[k] * (1 - o[k]);
    }
    for (int k = from; k < to; k++) {
      activated[k] = cell[k] * f[k];
    }
    for (int k = from; k < to; k++) {
      f[k] = cell[k] * previous[k] * f[k] * (1 - f[k]);
    }
    for (int k = from; k < to; k++) {
      float candidate = i[k];
      float gate = g[k];
      i[k] = cell[k] * gate * (1 - candidate * candidate);
      g[k] = cell[k] * candidate * gate * (1 - gate);
    }
  }
}
