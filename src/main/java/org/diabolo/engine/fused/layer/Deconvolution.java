package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * A {@link Transposed} convolution with DL4J's weights as they lie.
 *
 * @param weights their offset in the parameters
 */
public record Deconvolution(
    Signal in, Signal out, Transposed transposed, int weights, ChannelBias bias) implements Node {

  @Override
  public void forward(Pass pass) {
    transposed.forward(pass, pass.parameters(), weights, bias);
  }

  @Override
  public void backward(Pass pass) {
    transposed.backward(pass, pass.parameters(), weights);
    Vectors.transpose(
        transposed.gradient(), transposed.rows(), in.shape().channels(), pass.gradients(), weights);
    bias.backward(pass, out);
  }
}
