package org.diabolo.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers all that is wrong with one job, so that a user sees it in one go. */
final class Problems {
  private final String file;
  private final Map<String, String> overrides = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  /** Remembers that a key's value came from the command line, so that its errors name that. */
  void overridden(String path, String argument) {
    overrides.remove(path);
    overrides.put(path, argument);
  }

  void add(String path, String complaint) {
    lines.add(origin(path) + ": " + path + ": " + complaint);
  }

  private String origin(String path) {
    String origin = file;
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      String key = override.getKey();
      if (path.equals(key) || path.startsWith(key + ".") || path.startsWith(key + "[")) {
        origin = "--set " + override.getValue();
      }
    }
    return origin;
  }

  void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new InvalidJobException(lines);
    }
  }
}
