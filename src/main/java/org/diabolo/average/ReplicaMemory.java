package org.diabolo.average;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an executor keeps for a replica between rounds where the job asks for it: the local
 * optimiser's state, and what half precision left unsent (error feedback: Seide et al. 2014;
 * Karimireddy et al. 2019). Lost with the executor, then it begins anew.
 *
 * <p>What a round leaves is kept beside what it was given: an attempt that Spark repeats, or a
 * round that is not applied and tried again, finds the same again.
 */
final class ReplicaMemory {
  private static final Map<Owner, TreeMap<Long, Kept>> KEPT = new ConcurrentHashMap<>();

  private record Owner(long training, int replica) {}

  /**
   * @param updater state of the local optimiser; empty where it is not kept
   * @param iteration steps that the optimiser has taken
   * @param unsent what half precision left unsent; empty where all is sent
   */
  record Kept(float[] updater, long iteration, float[] unsent) {
    static final Kept NOTHING = new Kept(new float[0], 0, new float[0]);
  }

  private ReplicaMemory() {}

  /**
   * What the replica left in this JVM in a round; null when there is nothing. Of an earlier round
   * there may be something, from when the replica last lived here.
   */
  static Kept recall(long training, int replica, long round) {
    TreeMap<Long, Kept> rounds = KEPT.get(new Owner(training, replica));
    if (rounds == null) {
      return null;
    }
    synchronized (rounds) {
      return rounds.get(round);
    }
  }

  /**
   * @param trainings of the application when the round began: those that had ended are forgotten,
   *     which nobody else tells an executor
   */
  static void keep(
      long training, int replica, long round, Kept kept, LiveTrainings.Moment trainings) {
    KEPT.keySet().removeIf(owner -> trainings.hadEnded(owner.training));
    TreeMap<Long, Kept> rounds =
        KEPT.computeIfAbsent(new Owner(training, replica), owner -> new TreeMap<>());
    synchronized (rounds) {
      Long before = rounds.lowerKey(round);
      if (before != null) {
        rounds.headMap(before, false).clear();
      }
      rounds.put(round, kept);
    }
  }

  /** Frees what a training has left in this JVM. */
  static void forget(long training) {
    KEPT.keySet().removeIf(owner -> owner.training == training);
  }
}
