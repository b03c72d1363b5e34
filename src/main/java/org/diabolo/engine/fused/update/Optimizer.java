package org.diabolo.engine.fused.update;

/**
 * One optimiser step over a range of the parameters in a single loop, with DL4J's formulas. All
 * arrays are read and written at one index: see {@link
 * org.diabolo.engine.fused.kernel.Elementwise}.
 */
public sealed interface Optimizer {

  /**
   * Arrays of state, each as long as the parameters; DL4J lays them end to end.
   *
   * @return 0 where it remembers nothing, as plain gradient descent
   */
  int stateSize();

  /**
   * @param parameters changed
   * @param gradients sums over the batch
   * @param state changed; {@link #stateSize} arrays
   * @param from first parameter of the range
   * @param to parameter after the last
   * @param scale that turns the sums into means, 1 over the batch's rows
   * @param rate learning rate
   * @param iteration from 0
   */
  void step(
      float[] parameters,
      float[] gradients,
      float[][] state,
      int from,
      int to,
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
        float[][] state,
        int from,
        int to,
        float scale,
        double rate,
        long iteration) {
      float[] first = state[0];
      float[] second = state[1];
      double t = iteration + 1.0;
      float step = (float) (rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t)));
      float b1 = (float) beta1;
      float b2 = (float) beta2;
      float eps = (float) epsilon;
      for (int i = from; i < to; i++) {
        float g = gradients[i] * scale;
        float m = b1 * first[i] + (1 - b1) * g;
        float v = b2 * second[i] + (1 - b2) * g * g;
        first[i] = m;
        second[i] = v;
        parameters[i] -= step * m / ((float) Math.sqrt(v) + eps);
      }
    }
  }

  /** Reddi et al. 2018: {@link Adam} by the largest second moment so far. */
  record AmsGrad(double beta1, double beta2, double epsilon) implements Optimizer {
    @Override
    public int stateSize() {
      return 3;
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[][] state,
        int from,
        int to,
        float scale,
        double rate,
        long iteration) {
      float[] first = state[0];
      float[] second = state[1];
      float[] largest = state[2];
      double t = iteration + 1.0;
      float step = (float) (rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t)));
      float b1 = (float) beta1;
      float b2 = (float) beta2;
      float eps = (float) epsilon;
      for (int i = from; i < to; i++) {
        float g = gradients[i] * scale;
        float m = b1 * first[i] + (1 - b1) * g;
        float v = b2 * second[i] + (1 - b2) * g * g;
        float most = Math.max(largest[i], v);
        first[i] = m;
        second[i] = v;
        largest[i] = most;
        parameters[i] -= step * m / ((float) Math.sqrt(most) + eps);
      }
    }
  }

  /** Dozat 2016, in DL4J's form: both terms are corrected by the first moment's bias alone. */
  record Nadam(double beta1, double beta2, double epsilon) implements Optimizer {
    @Override
    public int stateSize() {
      return 2;
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[][] state,
        int from,
        int to,
        float scale,
        double rate,
        long iteration) {
      float[] first = state[0];
      float[] second = state[1];
      float step = (float) (rate / (1 - Math.pow(beta1, iteration + 1.0)));
      float b1 = (float) beta1;
      float b2 = (float) beta2;
      float eps = (float) epsilon;
      for (int i = from; i < to; i++) {
        float g = gradients[i] * scale;
        float m = b1 * first[i] + (1 - b1) * g;
        float v = b2 * second[i] + (1 - b2) * g * g;
        first[i] = m;
        second[i] = v;
        parameters[i] -= step * (b1 * m + (1 - b1) * g) / ((float) Math.sqrt(v) + eps);
      }
    }
  }

  /** Tieleman and Hinton 2012. */
  record RmsProp(double decay, double epsilon) implements Optimizer {
    @Override
    public int stateSize() {
      return 1;
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[][] state,
        int from,
        int to,
        float scale,
        double rate,
        long iteration) {
      float[] mean = state[0];
      float lr = (float) rate;
      float d = (float) decay;
      float eps = (float) epsilon;
      for (int i = from; i < to; i++) {
        float g = gradients[i] * scale;
        float v = d * mean[i] + (1 - d) * g * g;
        mean[i] = v;
        parameters[i] -= lr * g / ((float) Math.sqrt(v) + eps);
      }
    }
  }

  /** Duchi et al. 2011. */
  record AdaGrad(double epsilon) implements Optimizer {
    @Override
    public int stateSize() {
      return 1;
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[][] state,
        int from,
        int to,
        float scale,
        double rate,
        long iteration) {
      float[] sum = state[0];
      float lr = (float) rate;
      float eps = (float) epsilon;
      for (int i = from; i < to; i++) {
        float g = gradients[i] * scale;
        float v = sum[i] + g * g;
        sum[i] = v;
        parameters[i] -= lr * g / ((float) Math.sqrt(v) + eps);
      }
    }
  }

  /** Kingma and Ba 2015, algorithm 2. */
  record AdaMax(double beta1, double beta2) implements Optimizer {
    @Override
    public int stateSize() {
      return 2;
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[][] state,
        int from,
        int to,
        float scale,
        double rate,
        long iteration) {
      float[] first = state[0];
      float[] largest = state[1];
      float step = (float) (rate / (1 - Math.pow(beta1, iteration + 1.0)));
      float b1 = (float) beta1;
      float b2 = (float) beta2;
      for (int i = from; i < to; i++) {
        float g = gradients[i] * scale;
        float m = b1 * first[i] + (1 - b1) * g;
        // DL4J's guard against 0/0.
        float u = Math.max(b2 * largest[i], Math.abs(g)) + 1e-32f;
        first[i] = m;
        largest[i] = u;
        parameters[i] -= step * m / u;
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
        float[][] state,
        int from,
        int to,
        float scale,
        double rate,
        long iteration) {
      float[] velocity = state[0];
      float mu = (float) momentum;
      float scaled = (float) rate * scale;
      for (int i = from; i < to; i++) {
        float before = velocity[i];
        float v = mu * before - scaled * gradients[i];
        velocity[i] = v;
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
        float[][] state,
        int from,
        int to,
        float scale,
        double rate,
        long iteration) {
      float scaled = (float) rate * scale;
      for (int i = from; i < to; i++) {
        parameters[i] -= scaled * gradients[i];
      }
    }
  }

  /** Takes what stands for a gradient as the step itself: DL4J's NoOp. */
  record Unscaled() implements Optimizer {
    @Override
    public int stateSize() {
      return 0;
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[][] state,
        int from,
        int to,
        float scale,
        double rate,
        long iteration) {
      for (int i = from; i < to; i++) {
        parameters[i] -= scale * gradients[i];
      }
    }
  }
}
