package org.diabolo.bench.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A layer's parameters as PyTorch has them. */
final class Parameters {
  private Parameters() {}

  /**
   * @param layer whose they are
   * @param table DL4J's, by name; empty where the layer has none
   * @param manager of the copies
   * @return in the order its kernel takes them
   */
  static List<NDArray> of(Layer layer, Map<String, INDArray> table, NDManager manager) {
    if (table == null || table.isEmpty()) {
      return List.of();
    }
    INDArray weights = table.get("W");
    if (layer instanceof EmbeddingSequenceLayer) {
      return List.of(copy(weights, manager));
    }
    if (layer instanceof ConvolutionLayer) {
      return List.of(copy(weights, manager), vector(table.get("b"), manager));
    }
    if (layer instanceof LSTM lstm) {
      long hidden = lstm.getNOut();
      return List.of(
          copy(gates(weights, hidden).transpose(), manager),
          copy(gates(table.get("RW"), hidden).transpose(), manager),
          vector(gates(row(table.get("b")), hidden), manager));
    }
    return List.of(copy(weights.transpose(), manager), vector(table.get("b"), manager));
  }

  /**
   * DL4J's gates are the new value, forget, output, input; PyTorch's input, forget, the new value,
   * output.
   */
  private static INDArray gates(INDArray columns, long hidden) {
    INDArray[] gates = new INDArray[4];
    int[] order = {3, 1, 0, 2};
    for (int i = 0; i < 4; i++) {
      long first = order[i] * hidden;
      gates[i] = columns.get(NDArrayIndex.all(), NDArrayIndex.interval(first, first + hidden));
    }
    return Nd4j.concat(1, gates);
  }

  private static INDArray row(INDArray vector) {
    return vector.reshape(1, vector.length());
  }

  private static NDArray copy(INDArray array, NDManager manager) {
    return manager.create(array.dup('c').data().asFloat(), new Shape(array.shape()));
  }

  private static NDArray vector(INDArray array, NDManager manager) {
    return manager.create(array.dup('c').data().asFloat());
  }
}
