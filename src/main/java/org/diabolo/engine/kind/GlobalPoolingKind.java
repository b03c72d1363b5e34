package org.diabolo.engine.kind;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.diabolo.engine.fused.layer.PixelPooling;
import org.diabolo.engine.fused.layer.Reduction;
import org.diabolo.engine.fused.layer.StepPooling;
import org.diabolo.engine.fused.layer.Unmasked;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's pooling of all pixels of an image, or of all steps of a sequence that are there. */
final class GlobalPoolingKind implements LayerKind<GlobalPoolingLayer> {

  private static final int[] PIXELS = {2, 3};
  private static final int[] STEPS = {2};

  @Override
  public Signal compile(GlobalPoolingLayer layer, Signal in, Build build)
      throws UncoveredException {
    Shape shape = in.shape();
    build.require(shape.kind() != Shape.Kind.FLAT, "takes images or sequences");
    boolean image = shape.kind() == Shape.Kind.IMAGE;
    int[] over = layer.getPoolingDimensions();
    build.require(
        over == null || Arrays.equals(over, image ? PIXELS : STEPS), "pooling dimensions");
    Reduction reduction = reduction(layer, build);
    Signal out = build.signal(shape(layer, shape), in);
    if (image) {
      // DL4J pools what is masked of images of steps as it does of sequences.
      build.add(new Unmasked(in, "pooling of images"));
    }
    build.add(image ? new PixelPooling(in, out, reduction) : new StepPooling(in, out, reduction));
    return out;
  }

  @Override
  public Dropping dropping() {
    return Dropping.NOTHING;
  }

  private static Reduction reduction(GlobalPoolingLayer layer, Build build)
      throws UncoveredException {
    return switch (layer.getPoolingType()) {
      case MAX -> new Reduction.Max();
      case AVG -> new Reduction.Mean();
      case SUM -> new Reduction.Sum();
      case PNORM -> {
        build.require(layer.getPnorm() > 0, "norm " + layer.getPnorm());
        yield new Reduction.Norm(layer.getPnorm());
      }
    };
  }

  private static Shape shape(GlobalPoolingLayer layer, Shape in) {
    if (layer.isCollapseDimensions()) {
      return Shape.flat(in.channels());
    }
    return in.kind() == Shape.Kind.IMAGE
        ? Shape.image(in.channels(), 1, 1)
        : Shape.sequence(in.channels());
  }
}
