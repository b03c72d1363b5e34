package org.diabolo.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.diabolo.field.NumberField;
import org.diabolo.field.TextField;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** The last layers of decoders. */
final class Outputs {
  private Outputs() {}

  /** All numbers of the target at once. */
  static OutputLayer numbers(NumberField target) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nOut(target.size())
        .weightInit(WeightInit.XAVIER)
        .activation(activation(target))
        .build();
  }

  /** A step's share of the numbers of the target. */
  static RnnOutputLayer steps(NumberField target, int size, double keep) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .dataFormat(RNNFormat.NCW)
        .nOut(size)
        .weightInit(WeightInit.XAVIER)
        .activation(activation(target))
        .dropOut(keep)
        .build();
  }

  /** How likely each token of the vocabulary is, at every step. */
  static RnnOutputLayer tokens(TextField target, double smoothing, double keep) {
    ILossFunction loss =
        smoothing > 0 ? new LossSmoothedSparseMCXENT(smoothing) : new LossSparseMCXENT();
    return new RnnOutputLayer.Builder(loss)
        .dataFormat(RNNFormat.NCW)
        .nOut(target.vocabulary().size())
        .weightInit(WeightInit.XAVIER)
        .activation(Activation.SOFTMAX)
        .dropOut(keep)
        .build();
  }

  /**
   * A decoder with DL4J's own loss: smoothing is for training alone.
   *
   * @param decoder whose losses are changed in place
   * @return the same
   */
  static ComputationGraphConfiguration served(ComputationGraphConfiguration decoder) {
    for (GraphVertex vertex : decoder.getVertices().values()) {
      if (UserGraph.layer(vertex) instanceof BaseOutputLayer output
          && output.getLossFn() instanceof LossSmoothedSparseMCXENT smoothed) {
        ILossFunction plain =
            new LossSparseMCXENT(smoothed.getSoftmaxClipEps(), smoothed.getWeights());
        output.setLossFn(plain);
      }
    }
    return decoder;
  }

  /**
   * Compares what came before with the target as it is. A loss layer with an activation of its own
   * tells a wrong loss in DL4J.
   */
  static LossLayer compared() {
    return new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build();
  }

  /**
   * Compares a code with another one.
   *
   * @param weight of the mean square over its numbers
   */
  static LossLayer near(int code, double weight) {
    INDArray weights = Nd4j.valueArrayOf(new long[] {1, code}, (float) weight, DataType.FLOAT);
    return new LossLayer.Builder(new LossMSE(weights)).activation(Activation.IDENTITY).build();
  }

  /** A sigmoid where the target's numbers lie in [0, 1], linear elsewhere. */
  static Activation activation(NumberField target) {
    return target.values() == NumberField.Values.UNIT ? Activation.SIGMOID : Activation.IDENTITY;
  }
}
