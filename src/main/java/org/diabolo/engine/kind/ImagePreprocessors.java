package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.preprocessors.ReshapePreprocessor;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * ImagePreprocessors lie as flat rows with their channels first, so they are only read as another
 * shape.
 */
final class ImagePreprocessors {
  private ImagePreprocessors() {}

  static Signal fromVectors(FeedForwardToCnnPreProcessor to, Signal in, Build build)
      throws UncoveredException {
    Shape image =
        Shape.image((int) to.getNumChannels(), (int) to.getInputHeight(), (int) to.getInputWidth());
    boolean fits =
        in.shape().kind() == Shape.Kind.IMAGE
            ? in.shape().equals(image)
            : in.size() == image.size();
    build.require(fits, "an image of " + image.size() + " numbers, is given " + in.size());
    return in.as(image);
  }

  static Signal toVectors(CnnToFeedForwardPreProcessor from, Signal in, Build build)
      throws UncoveredException {
    Shape shape = in.shape();
    build.require(from.getFormat() == CNN2DFormat.NCHW, "channels last");
    boolean any =
        from.getInputHeight() == 0 && from.getInputWidth() == 0 && from.getNumChannels() == 0;
    boolean fits =
        from.getInputHeight() == shape.height()
            && from.getInputWidth() == shape.width()
            && from.getNumChannels() == shape.channels();
    build.require(any || fits || shape.kind() != Shape.Kind.IMAGE, "images of another shape");
    return in.as(Shape.flat(in.size()));
  }

  /** Between vectors and images; of sequences DL4J's own order of numbers would count. */
  static Signal reshaped(ReshapePreprocessor to, Signal in, Build build) throws UncoveredException {
    build.require(in.shape().kind() != Shape.Kind.SEQUENCE, "sequences");
    int rows = to.isHasMiniBatchDimension() ? 1 : 0;
    Shape from = shape(to.getInputShape(), rows, build);
    build.require(from.equals(in.shape()), "takes " + from + ", is given " + in.shape());
    Shape other = shape(to.getTargetShape(), rows, build);
    build.require(
        other.size() == from.size(), "rows of " + other.size() + ", is given " + from.size());
    return in.as(other);
  }

  private static Shape shape(long[] sizes, int first, Build build) throws UncoveredException {
    int dimensions = sizes.length - first;
    build.require(dimensions == 1 || dimensions == 3, dimensions + " dimensions of a row");
    return dimensions == 1
        ? Shape.flat((int) sizes[first])
        : Shape.image((int) sizes[first], (int) sizes[first + 1], (int) sizes[first + 2]);
  }
}
