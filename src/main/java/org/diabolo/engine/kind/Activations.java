package org.diabolo.engine.kind;

import java.util.Map;
import org.diabolo.engine.fused.kernel.Elementwise;
import org.diabolo.engine.fused.kernel.FromInput;
import org.diabolo.engine.fused.kernel.LeakyRelu;
import org.diabolo.engine.fused.kernel.Piecewise;
import org.diabolo.engine.fused.kernel.Sigmoidal;
import org.diabolo.engine.fused.layer.InPlace;
import org.diabolo.engine.fused.layer.InPlaceFromInput;
import org.diabolo.engine.fused.layer.InPlaceSoftmax;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationRectifiedTanh;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * DL4J's activation functions. Not covered: ELU with an alpha other than 1, whose derivative DL4J
 * takes as if it were 1; a rectifier with a maximum, a threshold or a slope.
 */
final class Activations {
  private static final Map<IActivation, Elementwise> ELEMENTWISE =
      Map.ofEntries(
          Map.entry(new ActivationIdentity(), Piecewise.IDENTITY),
          Map.entry(new ActivationReLU(), Piecewise.RELU),
          Map.entry(new ActivationReLU6(), Piecewise.RELU6),
          Map.entry(new ActivationHardTanH(), Piecewise.HARD_TANH),
          Map.entry(new ActivationHardSigmoid(), Piecewise.HARD_SIGMOID),
          Map.entry(new ActivationTanH(), Sigmoidal.TANH),
          Map.entry(new ActivationSigmoid(), Sigmoidal.SIGMOID),
          Map.entry(new ActivationSoftSign(), Sigmoidal.SOFTSIGN),
          Map.entry(new ActivationRectifiedTanh(), Sigmoidal.RECTIFIED_TANH),
          Map.entry(new ActivationELU(), Sigmoidal.ELU),
          Map.entry(new ActivationSELU(), Sigmoidal.SELU),
          Map.entry(new ActivationSoftPlus(), Sigmoidal.SOFTPLUS));
  private static final Map<IActivation, FromInput> FROM_INPUT =
      Map.of(
          new ActivationCube(), FromInput.CUBE,
          new ActivationSwish(), FromInput.SWISH,
          new ActivationGELU(false), FromInput.GELU,
          new ActivationGELU(true), FromInput.PRECISE_GELU);

  private Activations() {}

  /** Applies a function to a signal that nobody reads yet: in place. */
  static Signal compile(IActivation function, Signal in, Build build) throws UncoveredException {
    if (!(function instanceof ActivationIdentity)) {
      build.add(node(function, in, build));
    }
    return in;
  }

  /** Any function, in place. */
  static Node node(IActivation function, Signal signal, Build build) throws UncoveredException {
    if (function instanceof ActivationSoftmax) {
      build.require(signal.shape().kind() != Shape.Kind.IMAGE, "softmax of images");
      return new InPlaceSoftmax(signal);
    }
    FromInput fromInput = FROM_INPUT.get(function);
    return fromInput == null
        ? new InPlace(signal, elementwise(function, build))
        : new InPlaceFromInput(signal, fromInput);
  }

  /** Those alone whose derivative follows from their output. */
  static Elementwise elementwise(IActivation function, Build build) throws UncoveredException {
    Elementwise found = ELEMENTWISE.get(function);
    if (found == null && function instanceof ActivationLReLU leaky) {
      found = leaky(leaky.getAlpha());
    }
    build.require(found != null, "activation " + function);
    return found;
  }

  private static Elementwise leaky(double slope) {
    return slope > 0 && slope <= 1 ? new LeakyRelu((float) slope) : null;
  }
}
