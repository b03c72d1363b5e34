package org.diabolo.engine.fused.layer;

import java.util.Map;
import org.diabolo.engine.fused.kernel.Elementwise;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** DL4J's activation functions. */
final class Activations {
  private static final Map<IActivation, Elementwise> ELEMENTWISE =
      Map.of(
          new ActivationIdentity(), Elementwise.IDENTITY,
          new ActivationReLU(), Elementwise.RELU,
          new ActivationLReLU(), Elementwise.LEAKYRELU,
          new ActivationTanH(), Elementwise.TANH,
          new ActivationSigmoid(), Elementwise.SIGMOID);

  private Activations() {}

  /** Applies a function to a signal that nobody reads yet: in place. */
  static Signal compile(IActivation function, Signal in, Build build) throws UncoveredException {
    if (!(function instanceof ActivationIdentity)) {
      build.add(new InPlace(in, elementwise(function, build)));
    }
    return in;
  }

  static Elementwise elementwise(IActivation function, Build build) throws UncoveredException {
    Elementwise found = ELEMENTWISE.get(function);
    build.require(found != null, "activation " + function);
    return found;
  }
}
