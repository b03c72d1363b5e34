package org.diabolo.engine.graph;

import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** The loss of layers that have one. */
final class LossOf {
  private LossOf() {}

  /** null where the layer has none. */
  static ILossFunction layer(Layer layer) {
    if (layer instanceof BaseOutputLayer output) {
      return output.getLossFn();
    }
    if (layer instanceof LossLayer loss) {
      return loss.getLossFn();
    }
    return layer instanceof RnnLossLayer loss ? loss.getLossFn() : null;
  }
}
