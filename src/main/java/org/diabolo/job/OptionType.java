package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What values a key takes: how they are read, told in words, and described to editors. */
interface OptionType<T> {
  /**
   * Reads a value; a wrong one is noted and stood in for.
   *
   * @param fallback the value where the key is absent; null where it is required
   */
  T read(Section section, String key, T fallback);

  /** The values that are allowed, in Markdown. */
  String values();

  /** A new JSON Schema of the values, without the null that stands for a default. */
  ObjectNode schema();

  /** A value as a job file would have it. */
  default JsonNode json(T value) {
    return Schemas.json(value);
  }
}
