package org.diabolo.engine.kind;

import org.diabolo.engine.fused.loss.ErrorMeasure;
import org.diabolo.engine.fused.loss.SigmoidCrossEntropy;
import org.diabolo.engine.fused.loss.SmoothedSparseCrossEntropy;
import org.diabolo.engine.fused.loss.SoftmaxCrossEntropy;
import org.diabolo.engine.fused.loss.SparseCrossEntropy;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.diabolo.network.LossSmoothedSparseMCXENT;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * DL4J's loss functions: errors after any activation, categorical cross-entropy after softmax and
 * binary cross-entropy after sigmoid.
 */
final class Losses {
  private Losses() {}

  static Loss of(ILossFunction loss, IActivation function, Signal out, Build build)
      throws UncoveredException {
    Class<?> type = loss.getClass();
    if (loss instanceof LossL2 squares && (type == LossMSE.class || type == LossL2.class)) {
      return ErrorMeasure.squared(
          out,
          Activations.node(function, out, build),
          type == LossMSE.class ? 1.0 / out.shape().channels() : 1,
          weights(squares.getWeights(), out, build));
    }
    if (loss instanceof LossL1 absolute && (type == LossMAE.class || type == LossL1.class)) {
      return ErrorMeasure.absolute(
          out,
          Activations.node(function, out, build),
          type == LossMAE.class ? 1.0 / out.shape().channels() : 1,
          weights(absolute.getWeights(), out, build));
    }
    if (loss instanceof LossBinaryXENT binary && type == LossBinaryXENT.class) {
      build.require(
          function instanceof ActivationSigmoid, "binary cross-entropy after " + function);
      return new SigmoidCrossEntropy(
          out, binary.getClipEps(), weights(binary.getWeights(), out, build));
    }
    boolean categorical =
        type == LossMCXENT.class
            || type == LossNegativeLogLikelihood.class
            || type == LossSparseMCXENT.class
            || type == LossSmoothedSparseMCXENT.class;
    build.require(categorical, "loss " + type.getSimpleName());
    return categorical((LossMCXENT) loss, function, out, build);
  }

  private static Loss categorical(LossMCXENT loss, IActivation function, Signal out, Build build)
      throws UncoveredException {
    build.require(function instanceof ActivationSoftmax, "cross-entropy after " + function);
    build.require(out.shape().kind() != Shape.Kind.IMAGE, "cross-entropy of images");
    float[] weights = weights(loss.getWeights(), out, build);
    if (loss instanceof LossSmoothedSparseMCXENT smoothed) {
      return new SmoothedSparseCrossEntropy(
          out, smoothed.getSmoothing(), loss.getSoftmaxClipEps(), weights);
    }
    return loss instanceof LossSparseMCXENT
        ? new SparseCrossEntropy(out, loss.getSoftmaxClipEps(), weights)
        : new SoftmaxCrossEntropy(out, loss.getSoftmaxClipEps(), weights);
  }

  private static float[] weights(INDArray weights, Signal out, Build build)
      throws UncoveredException {
    if (weights == null) {
      return null;
    }
    build.require(weights.length() == out.size(), "weights of its loss that do not fit");
    return weights.dup().data().asFloat();
  }
}
