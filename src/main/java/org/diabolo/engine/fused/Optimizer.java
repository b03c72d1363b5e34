package org.diabolo.engine.fused;

/**
 * One optimiser step over all parameters in a single loop, with DL4J's formulas and state layout.
 */
sealed interface Optimizer {

  /** Numbers of state a parameter. */
  int stateSize();

  /**
   * @param parameters changed
   * @param gradients sums over the batch
   * @param state changed; {@link #stateSize} blocks of the parameters' length
   * @param scale that turns the sums into means, 1 over the batch's rows
   * @param rate learning rate
   * @param iteration from 0
   */
  void step(
      float[] parameters,
      float[] gradients,
      float[] state,
      float scale,
      double rate,
      long iteration);

  /** Kingma and Ba 2015, in the form of the paper's last paragraph of section 2. */
  record Adam(double beta1, double beta2, double epsilon) implements Optimizer {
    @Override
    public int stateSize() {
      return 2;
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[] state,
        float scale,
        double rate,
        long iteration) {
      int n = parameters.length;
      double t = iteration + 1.0;
      float step = (float) (rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t)));
      float b1 = (float) beta1;
      float b2 = (float) beta2;
      float eps = (float) epsilon;
      for (int i = 0; i < n; i++) {
        float g = gradients[i] * scale;
        float m = b1 * state[i] + (1 - b1) * g;
        float v = b2 * state[n + i] + (1 - b2) * g * g;
        state[i] = m;
        state[n + i] = v;
        parameters[i] -= step * m / ((float) Math.sqrt(v) + eps);
      }
    }
  }

  /** Nesterov momentum as in Bengio et al. 2012, equation 7, which DL4J follows. */
  record Nesterovs(double momentum) implements Optimizer {
    @Override
    public int stateSize() {
      return 1;
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[] state,
        float scale,
        double rate,
        long iteration) {
      float mu = (float) momentum;
      float scaled = (float) rate * scale;
      for (int i = 0; i < parameters.length; i++) {
        float before = state[i];
        float v = mu * before - scaled * gradients[i];
        state[i] = v;
        parameters[i] -= mu * before - (1 + mu) * v;
      }
    }
  }

  /** Plain gradient descent. */
  record Sgd() implements Optimizer {
    @Override
    public int stateSize() {
      return 0;
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[] state,
        float scale,
        double rate,
        long iteration) {
      float scaled = (float) rate * scale;
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] -= scaled * gradients[i];
      }
    }
  }
}
