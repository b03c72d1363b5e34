package org.diabolo.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.diabolo.engine.SoftCache;
import org.diabolo.network.BundleReader;

/** The models that are open in this JVM, by folder and checksums. */
final class Models {
  private static final SoftCache<Key, Model> OPEN = new SoftCache<>(4);

  private Models() {}

  private record Key(Path bundle, Map<String, String> sums) {}

  static Model load(Path bundle, Supplier<Model> reading) {
    BundleReader reader = BundleReader.of(bundle);
    if (!reader.isThere()) {
      return reading.get();
    }
    return OPEN.get(new Key(bundle.toAbsolutePath().normalize(), reader.sums()), reading);
  }
}
