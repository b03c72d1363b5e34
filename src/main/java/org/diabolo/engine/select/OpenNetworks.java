package org.diabolo.engine.select;

import java.lang.ref.SoftReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The networks that are open in this JVM, by the SHA-256 of their bytes: tasks of one job, and jobs
 * that follow each other with one model, find what those before them opened. Who still uses a
 * network holds it; what nobody uses goes when memory is short, or when others came since.
 */
final class OpenNetworks {
  /** Encoders and decoders of a champion, a candidate and two more. */
  private static final int MOST = 8;

  /** By the arrays themselves: one that a broadcast brought is asked for by each of its tasks. */
  private static final Map<byte[], String> SUMS = new WeakHashMap<>();

  private static final Map<String, SoftReference<OpenNetwork>> OPEN =
      new LinkedHashMap<>(MOST, 0.75f, /* accessOrder= */ true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SoftReference<OpenNetwork>> eldest) {
          return size() > MOST;
        }
      };

  private OpenNetworks() {}

  /** One thread at a time: the others would only open what this one opens. */
  static synchronized OpenNetwork of(byte[] zip) {
    String sum = SUMS.computeIfAbsent(zip, OpenNetworks::sha256);
    SoftReference<OpenNetwork> there = OPEN.get(sum);
    OpenNetwork found = there == null ? null : there.get();
    if (found == null) {
      found = new OpenNetwork(new TrainedNetwork(zip));
      OPEN.put(sum, new SoftReference<>(found));
    }
    return found;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
