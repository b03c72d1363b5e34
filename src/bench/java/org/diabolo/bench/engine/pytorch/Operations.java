package org.diabolo.bench.engine.pytorch;

import java.util.List;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;

/**
 * Which kernel a layer or vertex is, as far as the cases have them; what is misread here shows in
 * the first losses, which the bench compares.
 */
final class Operations {
  private Operations() {}

  static Operation of(Layer layer) {
    if (layer instanceof RnnOutputLayer) {
      // Its softmax is part of the loss.
      return Kernels::linear;
    }
    if (layer instanceof DenseLayer || layer instanceof OutputLayer) {
      return activated(Kernels::linear, layer);
    }
    if (layer instanceof SubsamplingLayer pool) {
      return Kernels.maxPool(pool.getKernelSize(), pool.getStride());
    }
    if (layer instanceof ConvolutionLayer convolution) {
      return activated(
          Kernels.convolution(convolution.getStride(), convolution.getPadding()), layer);
    }
    if (layer instanceof Upsampling2D up) {
      return Kernels.upsampling(up.getSize()[0]);
    }
    if (layer instanceof EmbeddingSequenceLayer) {
      return Kernels::embedding;
    }
    if (layer instanceof LSTM lstm) {
      return Kernels.lstm(lstm.getNOut());
    }
    if (layer instanceof LossLayer) {
      return activated((inputs, weights) -> inputs.get(0), layer);
    }
    throw unknown(layer);
  }

  static Operation of(InputPreProcessor between) {
    if (between instanceof CnnToFeedForwardPreProcessor) {
      return (inputs, weights) -> inputs.get(0).reshape(inputs.get(0).size(0), -1);
    }
    if (between instanceof FeedForwardToCnnPreProcessor image) {
      long channels = image.getNumChannels();
      long height = image.getInputHeight();
      long width = image.getInputWidth();
      return (inputs, weights) -> inputs.get(0).reshape(-1, channels, height, width);
    }
    throw unknown(between);
  }

  static Operation of(GraphVertex vertex) {
    if (vertex instanceof MergeVertex) {
      return (inputs, weights) -> inputs.get(0).concat(inputs.get(1), 2);
    }
    if (vertex instanceof LastTimeStepVertex) {
      return (inputs, weights) -> inputs.get(0).get(":,-1");
    }
    if (vertex instanceof DuplicateToTimeSeriesVertex) {
      return Kernels::eachStep;
    }
    if (vertex instanceof AttentionVertex) {
      return Kernels::attention;
    }
    throw unknown(vertex);
  }

  /** The first one's output goes into the second, which has the weights. */
  static Operation chain(Operation first, Operation second) {
    return (inputs, weights) -> second.apply(List.of(first.apply(inputs, List.of())), weights);
  }

  private static Operation activated(Operation operation, Layer layer) {
    IActivation activation = ((BaseLayer) layer).getActivationFn();
    if (activation instanceof ActivationIdentity) {
      return operation;
    }
    if (activation instanceof ActivationReLU) {
      return (inputs, weights) -> operation.apply(inputs, weights).getNDArrayInternal().relu();
    }
    if (activation instanceof ActivationSigmoid) {
      return (inputs, weights) -> operation.apply(inputs, weights).getNDArrayInternal().sigmoid();
    }
    throw unknown(activation);
  }

  private static IllegalArgumentException unknown(Object what) {
    return new IllegalArgumentException("PyTorch is not told what " + what.getClass() + " is");
  }
}
