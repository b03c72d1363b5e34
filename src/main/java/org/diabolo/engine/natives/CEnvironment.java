package org.diabolo.engine.natives;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The environment that C's {@code getenv} reads in this process. Java has its own copy, made once,
 * and no way to change the one that libraries read when they are loaded.
 */
final class CEnvironment {
  private CEnvironment() {}

  /**
   * Adds the variables that are not there yet. POSIX lets a program replace {@code environ}; a
   * thread that reads meanwhile sees the old array or the new one, each whole.
   *
   * @return the values in force afterwards; empty where C's environment cannot be reached
   * @throws UnsatisfiedLinkError when JavaCPP's own library cannot be loaded
   */
  static Map<String, String> addMissing(Map<String, String> variables) {
    Pointer symbol = Loader.addressof("environ");
    if (symbol == null || symbol.isNull()) {
      return Map.of();
    }
    PointerPointer<Pointer> environ = new PointerPointer<>(symbol);
    Pointer old = environ.get(Pointer.class, 0);
    if (old == null || old.isNull()) {
      return Map.of();
    }
    PointerPointer<BytePointer> entries = new PointerPointer<>(old);
    Map<String, String> found = new LinkedHashMap<>();
    int count = 0;
    for (BytePointer entry; (entry = entries.get(BytePointer.class, count)) != null; count++) {
      String text = entry.getString(StandardCharsets.UTF_8);
      int equals = text.indexOf('=');
      if (equals > 0 && variables.containsKey(text.substring(0, equals))) {
        found.putIfAbsent(text.substring(0, equals), text.substring(equals + 1));
      }
    }
    Map<String, String> missing = new LinkedHashMap<>(variables);
    missing.keySet().removeAll(found.keySet());
    if (!missing.isEmpty()) {
      environ.put(0, extended(old, count, missing));
      found.putAll(missing);
    }
    return found;
  }

  /** The old entries and the missing ones, in memory that is never freed: C goes on reading it. */
  private static Pointer extended(Pointer old, int count, Map<String, String> missing) {
    long size = Loader.sizeof(Pointer.class);
    Pointer array = Pointer.malloc((count + missing.size() + 1) * size);
    Pointer.memcpy(array, old, count * size);
    PointerPointer<Pointer> entries = new PointerPointer<>(array);
    int next = count;
    for (Map.Entry<String, String> variable : missing.entrySet()) {
      entries.put(next++, text(variable.getKey() + "=" + variable.getValue()));
    }
    entries.put(next, (Pointer) null);
    return array;
  }

  private static Pointer text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Pointer memory = Pointer.malloc(bytes.length + 1L);
    new BytePointer(memory).put(bytes, 0, bytes.length).put(bytes.length, (byte) 0);
    return memory;
  }
}
