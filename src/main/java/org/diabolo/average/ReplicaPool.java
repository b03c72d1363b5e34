package org.diabolo.average;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;

/**
 * Replicas that live on in an executor between rounds, as many of a model as tasks ever ran at
 * once. A replica forgets everything when it is loaded, so it does not matter which one a task
 * gets. They are held softly: after training they would only take memory.
 */
final class ReplicaPool {
  private static final Map<ReplicaFactory, ConcurrentLinkedDeque<SoftReference<Replica>>> IDLE =
      new ConcurrentHashMap<>();

  private ReplicaPool() {}

  static <T> T with(ReplicaFactory factory, Function<Replica, T> work) {
    // An executor trains one model at a time: replicas of an earlier one would only hold memory.
    IDLE.keySet().removeIf(other -> !other.equals(factory));
    ConcurrentLinkedDeque<SoftReference<Replica>> idle =
        IDLE.computeIfAbsent(factory, f -> new ConcurrentLinkedDeque<>());
    Replica replica = null;
    while (replica == null && !idle.isEmpty()) {
      SoftReference<Replica> next = idle.poll();
      replica = next == null ? null : next.get();
    }
    if (replica == null) {
      replica = factory.create();
    }
    // Not given back after a failure: its state may be anything.
    T result = work.apply(replica);
    idle.push(new SoftReference<>(replica));
    return result;
  }
}
