package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.diabolo.engine.fused.layer.Upsampling;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's images whose pixels are repeated. */
final class UpsamplingKind implements LayerKind<Upsampling2D> {

  @Override
  public Signal compile(Upsampling2D layer, Signal in, Build build) throws UncoveredException {
    Shape shape = in.shape();
    build.require(layer.getFormat() == CNN2DFormat.NCHW, "channels last");
    build.require(shape.kind() == Shape.Kind.IMAGE, "takes images");
    int down = layer.getSize()[0];
    int along = layer.getSize()[1];
    Shape larger = Shape.image(shape.channels(), shape.height() * down, shape.width() * along);
    Signal out = build.signal(larger, in);
    build.add(new Upsampling(in, out, down, along));
    return out;
  }

  @Override
  public Dropping dropping() {
    return Dropping.INPUT;
  }
}
