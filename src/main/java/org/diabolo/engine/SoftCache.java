package org.diabolo.engine;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is made once for a key and shared: as long as somebody holds it, and then until memory is
 * short or others came since. Safe for use by several threads, which wait for each other only where
 * they ask for the same.
 */
public final class SoftCache<K, V> {
  private final Map<K, Entry<V>> entries;

  /**
   * @param most values that are kept; beyond, the one that was asked for longest ago goes
   */
  public SoftCache(int most) {
    this.entries =
        new LinkedHashMap<>(most, 0.75f, /* accessOrder= */ true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Entry<V>> eldest) {
            return size() > most;
          }
        };
  }

  private static final class Entry<V> {
    private SoftReference<V> value = new SoftReference<>(null);

    synchronized V get(Supplier<V> maker) {
      V found = value.get();
      if (found == null) {
        found = maker.get();
        value = new SoftReference<>(found);
      }
      return found;
    }
  }

  /**
   * @param key of the value
   * @param maker of the value where there is none; what it throws is thrown, and nothing is kept
   * @return the value
   */
  public V get(K key, Supplier<V> maker) {
    return entry(key).get(maker);
  }

  private synchronized Entry<V> entry(K key) {
    return entries.computeIfAbsent(key, one -> new Entry<>());
  }
}
