package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.preprocessor.CnnToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * Vectors and images for the steps of a sequence. DL4J lays the steps of a batch one after the
 * other, which is how they lie here, so they are only read as another shape.
 */
final class StepPreprocessors {
  private StepPreprocessors() {}

  static Signal toImages(RnnToCnnPreProcessor to, Signal in, Build build)
      throws UncoveredException {
    build.require(to.getRnnDataFormat() == RNNFormat.NCW, "data format other than NCW");
    build.require(in.shape().kind() == Shape.Kind.SEQUENCE, "images of the steps of no sequence");
    Shape image = Shape.image(to.getNumChannels(), to.getInputHeight(), to.getInputWidth());
    build.require(
        in.size() == image.size(), "an image of " + image.size() + ", is given " + in.size());
    return in.as(image);
  }

  static Signal fromImages(CnnToRnnPreProcessor from, Signal in, Build build)
      throws UncoveredException {
    build.require(from.getRnnDataFormat() == RNNFormat.NCW, "data format other than NCW");
    Shape image =
        Shape.image(
            (int) from.getNumChannels(), (int) from.getInputHeight(), (int) from.getInputWidth());
    build.require(in.shape().equals(image), "steps of " + image + ", is given " + in.shape());
    return in.as(Shape.sequence(in.size()));
  }

  /** Sequences lie with their steps outermost, so that their vectors are one matrix already. */
  static Signal toVectors(RnnToFeedForwardPreProcessor from, Signal in, Build build)
      throws UncoveredException {
    build.require(from.getRnnDataFormat() != RNNFormat.NWC, "data format NWC");
    return in.as(Shape.flat(in.size()));
  }

  static Signal fromVectors(FeedForwardToRnnPreProcessor to, Signal in, Build build)
      throws UncoveredException {
    build.require(to.getRnnDataFormat() != RNNFormat.NWC, "data format NWC");
    return in.as(Shape.sequence(in.size()));
  }

  /** Whether a preprocessor can be run step by step. */
  static boolean stepwise(InputPreProcessor preprocessor) {
    return preprocessor.getClass() == FeedForwardToRnnPreProcessor.class
        || preprocessor.getClass() == RnnToFeedForwardPreProcessor.class;
  }
}
