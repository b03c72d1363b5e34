package org.diabolo.engine.dl4j;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.engine.Forward;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a graph with one input and one output. */
public final class Dl4jForward implements Forward {
  private final ComputationGraph graph;
  private INDArray features;

  /**
   * @param graph initialised, with its parameters set
   */
  public Dl4jForward(ComputationGraph graph) {
    Nd4jCheck.once();
    this.graph = graph;
  }

  @Override
  public float[] apply(int rows, float[] input) {
    if (features == null || features.rows() != rows) {
      features = NativeArrays.matrix(rows, Shapes.inputSize(graph));
    }
    NativeArrays.putFirst(input, features);
    INDArray output = graph.outputSingle(features);
    return NativeArrays.get(output.dup('c'));
  }
}
