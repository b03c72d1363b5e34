package org.diabolo.engine.fused.layer;

import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.deeplearning4j.preprocessors.ReshapePreprocessor;

/** The kinds that images go through. */
final class ImageKinds {
  private ImageKinds() {}

  static void register(Kinds kinds) {
    kinds.layer(ConvolutionLayer.class, Convolutions::compile);
    kinds.layer(Convolution2D.class, Convolutions::compile);
    kinds.layer(Deconvolution2D.class, Convolutions::transposed);
    kinds.layer(SubsamplingLayer.class, Subsampling::pooling);
    kinds.layer(Pooling2D.class, Subsampling::pooling);
    kinds.layer(Upsampling2D.class, Subsampling::upsampling);
    kinds.layer(BatchNormalization.class, Normalisation::compile);
    kinds.layer(GlobalPoolingLayer.class, GlobalPooling::compile);
    kinds.layer(CnnLossLayer.class, PixelLosses::compile);
    kinds.preprocessor(FeedForwardToCnnPreProcessor.class, Images::fromVectors);
    kinds.preprocessor(CnnToFeedForwardPreProcessor.class, Images::toVectors);
    kinds.preprocessor(RnnToCnnPreProcessor.class, StepImages::fromSequence);
    kinds.preprocessor(CnnToRnnPreProcessor.class, StepImages::toSequence);
    kinds.preprocessor(ReshapePreprocessor.class, Images::reshaped);
    kinds.vertex(ReshapeVertex.class, Images::reshaped);
  }
}
