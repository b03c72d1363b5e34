package org.diabolo.engine.dl4j;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;

/**
 * Replicas of a DL4J graph with one input and one output.
 *
 * @param configuration the graph's configuration as DL4J's JSON; its seed decides the start
 */
public record Dl4jReplicaFactory(String configuration) implements ReplicaFactory {

  @Override
  public Replica create() {
    Nd4jCheck.once();
    return new Dl4jReplica(graph());
  }

  @Override
  public ModelState start() {
    return create().save();
  }

  @Override
  public int[] statistics() {
    return Statistics.places(graph());
  }

  private ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration));
    graph.init();
    return graph;
  }

  @Override
  public String model() {
    return configuration;
  }
}
