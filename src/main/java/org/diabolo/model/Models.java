package org.diabolo.model;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.diabolo.network.BundleReader;

/** The models that are open in this JVM, by folder and checksums. */
final class Models {
  private static final int MOST = 4;

  private static final Map<Key, SoftReference<Model>> OPEN =
      new LinkedHashMap<>(MOST, 0.75f, /* accessOrder= */ true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SoftReference<Model>> eldest) {
          return size() > MOST;
        }
      };

  private Models() {}

  private record Key(Path bundle, Map<String, String> sums) {}

  static synchronized Model load(Path bundle, Supplier<Model> reading) {
    BundleReader reader = BundleReader.of(bundle);
    if (!reader.isThere()) {
      return reading.get();
    }
    Key key = new Key(bundle.toAbsolutePath().normalize(), reader.sums());
    SoftReference<Model> there = OPEN.get(key);
    Model found = there == null ? null : there.get();
    if (found == null) {
      found = reading.get();
      OPEN.put(key, new SoftReference<>(found));
    }
    return found;
  }
}
