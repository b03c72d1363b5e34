package org.diabolo.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a graph by DL4J. */
public final class Dl4jForward implements Forward {
  private final ComputationGraph graph;
  private final PortArrays ports;

  /**
   * @param graph initialised, with its parameters set
   * @throws IllegalArgumentException when the graph does not tell what goes in
   */
  public Dl4jForward(ComputationGraph graph) {
    Nd4jCheck.once();
    this.graph = graph;
    this.ports = new PortArrays(graph.getConfiguration());
  }

  @Override
  public List<Values> apply(int rows, List<Values> inputs) {
    INDArray[] features = ports.features(rows, inputs);
    // Preprocessors ask the graph how many rows there are; output() alone leaves it the last ones.
    graph.setInputs(features);
    graph.setLabels((INDArray[]) null);
    INDArray[] outputs = graph.output(false, features, ports.masks(rows, inputs));
    List<Values> found = new ArrayList<>();
    for (INDArray output : outputs) {
      boolean sequence = output.rank() == 3;
      INDArray rowsFirst = sequence ? output.permute(0, 2, 1) : output;
      int length = sequence ? (int) output.size(2) : 1;
      found.add(new Values(NativeArrays.get(rowsFirst.dup('c')), length, null));
    }
    return found;
  }
}
