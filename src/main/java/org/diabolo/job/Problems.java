package org.diabolo.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers all that is wrong with one job, so that a user sees it in one go, and where its values
 * are from.
 */
final class Problems {
  private final String file;
  private final Map<String, String> overrides = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();
  private final Set<String> dated = new HashSet<>();

  Problems(String file) {
    this.file = file;
  }

  /** Remembers that a key's value came from the command line, so that its errors name that. */
  void overridden(String path, String argument) {
    overrides.remove(path);
    overrides.put(path, Secrets.shownOverride(argument));
  }

  /** Remembers that a key's value has followed the date that the job is for. */
  void dated(String path) {
    dated.add(path);
  }

  boolean isDated(String path) {
    return dated.contains(path);
  }

  void add(String path, String complaint) {
    paths.add(path);
    lines.add(origin(path) + ": " + path + ": " + complaint);
  }

  /** Notes an override that overrides nothing. */
  void ofOverride(String argument, String complaint) {
    lines.add("--set " + Secrets.shownOverride(argument) + ": " + complaint);
  }

  /** Whether something was wrong with a key, or within it, so that its value is a stand-in. */
  boolean about(String key) {
    return key.equals(JobCheck.ALL)
        ? !lines.isEmpty()
        : paths.stream().anyMatch(path -> isWithin(path, key));
  }

  private static boolean isWithin(String path, String key) {
    return path.equals(key) || path.startsWith(key + ".") || path.startsWith(key + "[");
  }

  private String origin(String path) {
    String origin = file;
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      if (isWithin(path, override.getKey())) {
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
