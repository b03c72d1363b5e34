package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is known of one key of a job file. The parser reads values through it, {@link
 * WithoutEffect} asks when they matter, {@link JobSchema} and the reference in docs/job-file.md are
 * written from it.
 *
 * @param key within its mapping
 * @param type what values it takes, and which of them are allowed
 * @param fallback the value where the key is absent; null where it follows from something else, or
 *     the key is required
 * @param otherwise the default in words, where {@code fallback} does not say it; else null
 * @param meaning one sentence or two, in Markdown
 * @param effect when it matters; null for always
 */
record Option<T>(
    String key, OptionType<T> type, T fallback, String otherwise, String meaning, Effect effect) {

  /** With a default. */
  static <T> Option<T> of(String key, OptionType<T> type, T fallback, String meaning) {
    return new Option<>(key, type, fallback, null, meaning, null);
  }

  /** Required, unless {@link #byDefault} says what holds without it. */
  static <T> Option<T> of(String key, OptionType<T> type, String meaning) {
    return of(key, type, null, meaning);
  }

  /** A mapping that may be left out, where all within it has defaults. */
  static Option<Section> section(String key, Mapping mapping, String meaning) {
    return of(key, mapping, meaning).byDefault("");
  }

  Option<T> byDefault(String words) {
    return new Option<>(key, type, fallback, words, meaning, effect);
  }

  Option<T> only(Effect when) {
    return new Option<>(key, type, fallback, otherwise, meaning, when);
  }

  boolean required() {
    return fallback == null && otherwise == null;
  }

  /** The mapping that the key holds, or may hold; null where it takes none. */
  Mapping mapping() {
    if (type instanceof OrMapping<?> either) {
      return either.mapping();
    }
    return type instanceof Mapping mapping ? mapping : null;
  }

  /** The default as the reference has it; empty where there is none to tell. */
  String shownDefault() {
    if (otherwise != null || fallback == null) {
      return otherwise == null ? "required" : otherwise;
    }
    JsonNode value = type.json(fallback);
    if (!value.isArray()) {
      return "`" + value.asText() + "`";
    }
    List<String> elements = new ArrayList<>();
    value.forEach(element -> elements.add(element.asText()));
    return elements.isEmpty() ? "none" : "`[" + String.join(", ", elements) + "]`";
  }

  /** The meaning, and when it has an effect. */
  String description() {
    return effect == null ? meaning : meaning + " Only " + effect.only() + ".";
  }

  /** Of its values; null is one of them where the key may be left out. */
  ObjectNode schema() {
    ObjectNode schema = type.schema();
    if (!required()) {
      Schemas.allowNull(schema);
    }
    schema.put("description", description());
    if (fallback != null && otherwise == null) {
      schema.set("default", type.json(fallback));
    }
    return schema;
  }
}
