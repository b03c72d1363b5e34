package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.diabolo.engine.fused.kernel.Patches;
import org.diabolo.engine.fused.kernel.Window;
import org.diabolo.engine.fused.layer.MaxPooling;
import org.diabolo.engine.fused.layer.MeanPooling;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's pooling of what a window sees of an image. */
final class SubsamplingKind implements LayerKind<SubsamplingLayer> {

  @Override
  public Signal compile(SubsamplingLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(layer.getCnn2dDataFormat() == CNN2DFormat.NCHW, "channels last");
    Windows windows =
        new Windows(
            layer.getKernelSize(),
            layer.getStride(),
            layer.getPadding(),
            layer.getDilation(),
            layer.getConvolutionMode());
    Patches patches = windows.over(in.shape(), build);
    build.require(seesPixels(patches.down()) && seesPixels(patches.along()), "windows of padding");
    Shape shape = Shape.image(in.shape().channels(), patches.down().out(), patches.along().out());
    Signal out = build.signal(shape, in);
    if (layer.getPoolingType() == PoolingType.MAX) {
      build.add(new MaxPooling(in, out, patches));
      return out;
    }
    build.require(layer.getPoolingType() == PoolingType.AVG, "pooling " + layer.getPoolingType());
    build.require(
        !layer.isAvgPoolIncludePadInDivisor() || unpadded(patches), "means that count padding");
    build.add(new MeanPooling(in, out, patches));
    return out;
  }

  @Override
  public Dropping dropping() {
    return Dropping.NOTHING;
  }

  /** Whether each stop has a tap inside the image. */
  private static boolean seesPixels(Window side) {
    for (int o = 0; o < side.out(); o++) {
      boolean any = false;
      for (int tap = 0; tap < side.kernel(); tap++) {
        any |= side.first(tap) <= o && o < side.end(tap);
      }
      if (!any) {
        return false;
      }
    }
    return true;
  }

  private static boolean unpadded(Patches patches) {
    return unpadded(patches.down()) && unpadded(patches.along());
  }

  private static boolean unpadded(Window side) {
    int last = side.kernel() - 1;
    return side.padding() == 0 && side.end(last) == side.out();
  }
}
