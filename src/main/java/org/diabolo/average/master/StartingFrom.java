package org.diabolo.average.master;

import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;

/**
 * Replicas that start from a trained state. It stays on the driver: tasks get theirs by broadcast,
 * and executors use their replicas again after it has changed.
 */
final class StartingFrom implements ReplicaFactory {
  private final ReplicaFactory replicas;
  private final transient ModelState start;

  StartingFrom(ReplicaFactory replicas, ModelState start) {
    this.replicas = replicas;
    this.start = start;
  }

  @Override
  public Replica create() {
    return replicas.create();
  }

  @Override
  public ModelState start() {
    return start;
  }

  @Override
  public int[] statistics() {
    return replicas.statistics();
  }

  @Override
  public String model() {
    return replicas.model();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StartingFrom that && replicas.equals(that.replicas);
  }

  @Override
  public int hashCode() {
    return replicas.hashCode();
  }
}
