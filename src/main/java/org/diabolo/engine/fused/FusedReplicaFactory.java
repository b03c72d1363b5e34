package org.diabolo.engine.fused;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.plan.Plan;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.diabolo.engine.graph.Ports;
import org.diabolo.engine.graph.UnknownPortException;

/**
 * Replicas of a DL4J graph that the plan covers.
 *
 * @param configuration the graph's configuration as DL4J's JSON; its seed decides the start
 */
public record FusedReplicaFactory(String configuration) implements ReplicaFactory {

  /**
   * @throws UncoveredException saying what in the graph the plan does not know
   */
  public void check() throws UncoveredException {
    if (!compile().trainable()) {
      throw new UncoveredException("an output without a loss");
    }
  }

  /**
   * Checks that rows are as wide as the graph takes them, which DL4J does at its first step and the
   * plan never.
   *
   * @param source numbers in a row's source
   * @param target numbers in a row's target
   * @throws UncoveredException saying what does not fit, or what the plan does not know
   */
  public void check(int source, int target) throws UncoveredException {
    check();
    Ports ports = ports();
    int in = Ports.size(ports.inputs().get(0));
    int out = Ports.size(ports.labels().get(0));
    if (source != in || target != out) {
      throw new UncoveredException(
          "rows of "
              + source
              + " and "
              + target
              + " numbers for a network of "
              + in
              + " inputs and "
              + out
              + " outputs");
    }
  }

  @Override
  public Replica create() {
    try {
      return new FusedReplica(compile());
    } catch (UncoveredException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** DL4J draws the start, so that both engines start alike. */
  @Override
  public ModelState start() {
    return new Dl4jReplicaFactory(configuration).start();
  }

  @Override
  public int[] statistics() {
    return new Dl4jReplicaFactory(configuration).statistics();
  }

  private Ports ports() throws UncoveredException {
    try {
      return Ports.of(ComputationGraphConfiguration.fromJson(configuration));
    } catch (UnknownPortException e) {
      throw new UncoveredException(e.getMessage());
    }
  }

  private Plan compile() throws UncoveredException {
    return Compiler.compile(ComputationGraphConfiguration.fromJson(configuration));
  }

  @Override
  public String model() {
    return configuration;
  }
}
