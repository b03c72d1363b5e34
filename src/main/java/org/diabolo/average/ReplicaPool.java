package org.diabolo.average;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;

/**
 * Replicas that live on in an executor between rounds, as many of a model as tasks ever ran at
 * once. A replica forgets everything when it is loaded, so it does not matter which one a task
 * gets.
 */
final class ReplicaPool {
  private static final Map<ReplicaFactory, ConcurrentLinkedDeque<Replica>> IDLE =
      new ConcurrentHashMap<>();

  private ReplicaPool() {}

  static <T> T with(ReplicaFactory factory, Function<Replica, T> work) {
    // An executor trains one model at a time: replicas of an earlier one would only hold memory.
    IDLE.keySet().removeIf(other -> !other.equals(factory));
    ConcurrentLinkedDeque<Replica> idle =
        IDLE.computeIfAbsent(factory, f -> new ConcurrentLinkedDeque<>());
    Replica replica = idle.poll();
    if (replica == null) {
      replica = factory.create();
    }
    // Not given back after a failure: its state may be anything.
    T result = work.apply(replica);
    idle.push(replica);
    return result;
  }
}
