package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.diabolo.engine.fused.layer.Copy;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** A layer of nothing but an activation. DL4J's does not look at masks. */
final class ActivationKind implements LayerKind<ActivationLayer> {

  @Override
  public Signal compile(ActivationLayer layer, Signal in, Build build) throws UncoveredException {
    boolean softmax = layer.getActivationFn() instanceof ActivationSoftmax;
    // DL4J would take it over a sequence's steps, or an image's columns.
    build.require(!softmax || in.shape().kind() == Shape.Kind.FLAT, "softmax of no vectors");
    Signal out = build.signal(in.shape(), in);
    build.add(new Copy(in, out));
    return Activations.compile(layer.getActivationFn(), out, build);
  }

  @Override
  public Dropping dropping() {
    return Dropping.NOTHING;
  }

  @Override
  public boolean keepsShape() {
    return true;
  }
}
