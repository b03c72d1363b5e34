package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.diabolo.engine.fused.layer.PixelLoss;
import org.diabolo.engine.fused.layer.PixelsOutermost;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** DL4J's loss of images: of each pixel, whose channels are a vector, summed over the pixels. */
final class CnnLossKind implements LayerKind<CnnLossLayer> {

  @Override
  public Signal compile(CnnLossLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(layer.getFormat() == CNN2DFormat.NCHW, "channels last");
    build.require(in.shape().kind() == Shape.Kind.IMAGE, "takes images");
    build.require(in.trained(), "a loss of what is not trained");
    build.require(!(layer.getLossFn() instanceof LossSparseMCXENT), "classes of pixels");
    Signal pixels = build.signal(Shape.flat(in.shape().channels()), in);
    Signal out = build.signal(in.shape(), in);
    PixelsOutermost order = new PixelsOutermost(in, pixels);
    build.add(
        new PixelLoss(
            order, Losses.of(layer.getLossFn(), layer.getActivationFn(), pixels, build), out));
    return out;
  }

  @Override
  public Dropping dropping() {
    return Dropping.NOTHING;
  }
}
