package org.diabolo.engine.select;

import java.util.Map;
import java.util.WeakHashMap;
import org.diabolo.engine.SoftCache;
import org.diabolo.network.Sha256;

/**
 * The networks that are open in this JVM, by the SHA-256 of their bytes: tasks of one job, and jobs
 * that follow each other with one model, find what those before them opened.
 */
final class OpenNetworks {
  /** Encoders and decoders of a champion, a candidate and two more. */
  private static final int MOST = 8;

  /** By the arrays themselves: one that a broadcast brought is asked for by each of its tasks. */
  private static final Map<byte[], String> SUMS = new WeakHashMap<>();

  private static final SoftCache<String, OpenNetwork> OPEN = new SoftCache<>(MOST);

  private OpenNetworks() {}

  static OpenNetwork of(byte[] zip) {
    return OPEN.get(sum(zip), () -> new OpenNetwork(new TrainedNetwork(zip)));
  }

  private static String sum(byte[] zip) {
    synchronized (SUMS) {
      return SUMS.computeIfAbsent(zip, Sha256::of);
    }
  }
}
