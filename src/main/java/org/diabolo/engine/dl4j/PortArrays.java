package org.diabolo.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.diabolo.batch.Batch;
import org.diabolo.batch.Values;
import org.diabolo.engine.graph.Ports;
import org.diabolo.engine.graph.UnknownPortException;
import org.diabolo.engine.kind.Kinds;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Turns batches into DL4J's data sets. */
final class PortArrays {
  private final List<PortArray> inputs;
  private final List<PortArray> labels;
  private final boolean alike;
  private final boolean freed;

  /**
   * @throws IllegalArgumentException when the graph does not tell what goes in
   */
  PortArrays(ComputationGraphConfiguration graph) {
    Ports ports = ports(graph);
    this.inputs = ports.inputs().stream().map(PortArray::new).toList();
    this.labels = ports.labels().stream().map(PortArray::new).toList();
    this.alike = ports.inputs().equals(ports.labels());
    this.freed = graph.getNetworkOutputs().stream().anyMatch(output -> freesLabels(graph, output));
  }

  /** DL4J's LossLayer frees the memory of its labels after each step. */
  private static boolean freesLabels(ComputationGraphConfiguration graph, String output) {
    return graph.getVertices().get(output) instanceof LayerVertex vertex
        && Kinds.of(vertex.getLayerConf().getLayer()).labelsLikeInput();
  }

  private static Ports ports(ComputationGraphConfiguration graph) {
    try {
      return Ports.of(graph);
    } catch (UnknownPortException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Valid until the next call. */
  MultiDataSet data(Batch batch) {
    INDArray[] features = values(inputs, batch.rows(), batch.inputs());
    // An autoencoder is shown what it was given.
    boolean shared = alike && !freed && batch.source() == batch.target();
    INDArray[] wanted = shared ? features : values(labels, batch.rows(), batch.labels());
    for (int i = 0; freed && i < wanted.length; i++) {
      wanted[i] = wanted[i].dup();
    }
    return new MultiDataSet(
        features,
        wanted,
        masks(inputs, batch.rows(), batch.inputs()),
        masks(labels, batch.rows(), batch.labels()));
  }

  INDArray[] features(int rows, List<Values> from) {
    return values(inputs, rows, from);
  }

  /** null where all is there. */
  INDArray[] masks(int rows, List<Values> from) {
    return masks(inputs, rows, from);
  }

  private static INDArray[] values(List<PortArray> ports, int rows, List<Values> from) {
    INDArray[] arrays = new INDArray[ports.size()];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = ports.get(i).values(rows, from.get(i));
    }
    return arrays;
  }

  private static INDArray[] masks(List<PortArray> ports, int rows, List<Values> from) {
    INDArray[] arrays = new INDArray[ports.size()];
    boolean any = false;
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = ports.get(i).mask(rows, from.get(i));
      any |= arrays[i] != null;
    }
    return any ? arrays : null;
  }
}
