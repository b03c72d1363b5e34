package org.diabolo.engine.fused.layer;

import org.diabolo.batch.Values;
import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.StepOrder;

/**
 * A loss that a mask of the input reaches. Where labels have no mask, DL4J takes that one for the
 * gradients and for the score of inference, but not for the score that a training step gives out.
 */
public final class InputMaskedLoss implements Loss {
  private final Loss loss;
  private final Signal in;
  private final Signal out;
  private final boolean zeroes;
  private float[] unmasked = {};

  private InputMaskedLoss(Loss loss, Signal in, Signal out, boolean zeroes) {
    this.loss = loss;
    this.in = in;
    this.out = out;
    this.zeroes = zeroes;
  }

  /**
   * A loss whose layer gives out zeros where its input is masked.
   *
   * @param loss of {@code out}
   * @param in whose mask counts
   * @param out the activations
   * @return the loss, with that mask
   */
  public static Loss zeroing(Loss loss, Signal in, Signal out) {
    return new InputMaskedLoss(loss, in, out, true);
  }

  /**
   * A loss whose layer gives out activations everywhere; otherwise like {@link #zeroing}.
   *
   * @param loss of {@code out}
   * @param in whose mask counts
   * @param out the activations
   * @return the loss, with that mask
   */
  public static Loss showing(Loss loss, Signal in, Signal out) {
    return new InputMaskedLoss(loss, in, out, false);
  }

  @Override
  public void forward(Pass pass) {
    loss.forward(pass);
    if (zeroed(pass)) {
      // Kept, as the score of labels with a mask of their own is that of the activations.
      int count = out.vectors(pass) * out.size();
      unmasked = Signal.room(unmasked, count);
      System.arraycopy(out.values(), 0, unmasked, 0, count);
      Vectors.mask(out.values(), in.mask(), out.vectors(pass), out.size());
    }
  }

  private boolean zeroed(Pass pass) {
    return zeroes && in.mask() != null && !pass.training();
  }

  @Override
  public double score(Pass pass, Values labels) {
    if (zeroed(pass)) {
      System.arraycopy(unmasked, 0, out.values(), 0, out.vectors(pass) * out.size());
    }
    boolean masked = in.mask() != null && labels.mask() == null;
    double score = loss.score(pass, masked && !pass.training() ? masked(pass, labels) : labels);
    if (masked && pass.training()) {
      Vectors.mask(out.deltas(), in.mask(), out.vectors(pass), out.size());
    }
    return score;
  }

  private Values masked(Pass pass, Values labels) {
    float[] mask = new float[out.vectors(pass)];
    StepOrder.toRows(in.mask(), pass.rows(), in.length(), 1, mask);
    return new Values(labels.data(), labels.length(), mask);
  }

  @Override
  public void backward(Pass pass) {
    loss.backward(pass);
  }
}
