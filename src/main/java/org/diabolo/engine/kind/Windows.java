package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.diabolo.engine.fused.kernel.Patches;
import org.diabolo.engine.fused.kernel.Window;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * The kernel, stride, padding and dilation of a layer over images, each of height and width.
 *
 * @param mode Same takes another padding than the one given
 */
record Windows(int[] kernel, int[] stride, int[] padding, int[] dilation, ConvolutionMode mode) {

  /** What the kernel sees of an image. */
  Patches over(Shape image, Build build) throws UncoveredException {
    build.require(image.kind() == Shape.Kind.IMAGE, "takes images");
    build.require(mode != null && mode != ConvolutionMode.Causal, "convolution mode " + mode);
    Window down = side(0, image.height(), build);
    Window along = side(1, image.width(), build);
    return new Patches(image.channels(), down, along);
  }

  private Window side(int i, int in, Build build) throws UncoveredException {
    int seen = seen(i);
    if (mode == ConvolutionMode.Same) {
      int out = (in + stride[i] - 1) / stride[i];
      int zeros = (out - 1) * stride[i] + seen - in;
      build.require(zeros >= 0, "a stride beyond the kernel");
      return new Window(in, out, kernel[i], stride[i], zeros / 2, dilation[i]);
    }
    int free = in + 2 * padding[i] - seen;
    build.require(free >= 0, "a kernel larger than the image");
    build.require(
        mode != ConvolutionMode.Strict || free % stride[i] == 0, "a stride that does not come out");
    return new Window(in, free / stride[i] + 1, kernel[i], stride[i], padding[i], dilation[i]);
  }

  /** What the kernel of a transposed convolution sees of the image that it makes of this one. */
  Patches before(Shape image, int channels, Build build) throws UncoveredException {
    build.require(image.kind() == Shape.Kind.IMAGE, "takes images");
    Shape out = Shape.image(channels, before(0, image.height()), before(1, image.width()));
    build.require(out.height() > 0 && out.width() > 0, "a padding larger than the image");
    Patches patches = over(out, build);
    build.require(
        patches.down().out() == image.height() && patches.along().out() == image.width(),
        "a stride that does not come out");
    return patches;
  }

  private int before(int i, int out) {
    return mode == ConvolutionMode.Same
        ? out * stride[i]
        : (out - 1) * stride[i] + seen(i) - 2 * padding[i];
  }

  /** Pixels from the first tap to the last. */
  private int seen(int i) {
    return (kernel[i] - 1) * dilation[i] + 1;
  }
}
