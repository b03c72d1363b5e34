package org.diabolo.bench.engine;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.batch.Batch;

/**
 * A network and the batch that it is measured on, the same for all contestants. The networks' own
 * seed decides where they start.
 *
 * @param name of the case
 * @param unit what is counted: examples or tokens
 * @param unitsPerRow of them in a row of the batch
 * @param training configuration of the graph that is trained, as DL4J's JSON
 * @param encoder configuration of its encoder alone, from the first input to the code
 * @param batch of every step
 * @param trainingCost for a row
 * @param encoderCost for a row
 */
public record EngineCase(
    String name,
    String unit,
    int unitsPerRow,
    String training,
    String encoder,
    Batch batch,
    MultiplyAdds trainingCost,
    MultiplyAdds encoderCost) {

  /**
   * @return units that a step works on
   */
  public long units() {
    return (long) batch.rows() * unitsPerRow;
  }

  /**
   * @return the graph that is trained, at its start
   */
  public ComputationGraph trainingGraph() {
    return graph(training);
  }

  /**
   * @return the encoder, with the parameters its seed gives
   */
  public ComputationGraph encoderGraph() {
    return graph(encoder);
  }

  private static ComputationGraph graph(String configuration) {
    ComputationGraph graph =
        new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration));
    graph.init();
    return graph;
  }
}
