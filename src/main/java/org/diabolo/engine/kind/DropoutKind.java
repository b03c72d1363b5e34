package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.diabolo.engine.fused.layer.Copy;
import org.diabolo.engine.fused.layer.Masking;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;

/** A layer of nothing but dropout; DL4J's masks its output. */
final class DropoutKind implements LayerKind<DropoutLayer> {

  @Override
  public Signal compile(DropoutLayer layer, Signal in, Build build) {
    Signal out = build.signal(in.shape(), in);
    build.add(new Copy(in, out));
    build.add(new Masking(out));
    return out;
  }

  @Override
  public Dropping dropping() {
    return Dropping.INPUT;
  }

  @Override
  public boolean keepsShape() {
    return true;
  }
}
