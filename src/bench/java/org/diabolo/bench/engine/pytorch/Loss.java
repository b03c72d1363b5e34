package org.diabolo.bench.engine.pytorch;

import ai.djl.ndarray.NDArray;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** What is minimised, a mean over rows as in DL4J. */
@FunctionalInterface
interface Loss {

  /**
   * @param output of the graph's last vertex
   * @param labels of the batch
   * @return one number
   */
  NDArray of(NDArray output, NDArray labels);

  /** The loss of a graph's one output. */
  static Loss of(ComputationGraph graph) {
    String output = graph.getConfiguration().getNetworkOutputs().get(0);
    LayerVertex vertex = (LayerVertex) graph.getConfiguration().getVertices().get(output);
    return vertex.getLayerConf().getLayer() instanceof RnnOutputLayer
        ? Loss::crossEntropy
        : Loss::squaredError;
  }

  private static NDArray squaredError(NDArray output, NDArray labels) {
    return output.sub(labels).square().mean();
  }

  /** Summed over the steps of a row. */
  private static NDArray crossEntropy(NDArray output, NDArray labels) {
    NDArray likelihood = output.logSoftmax(2).gather(labels.expandDims(2), 2);
    return likelihood.sum().mul(-1f / output.size(0));
  }
}
