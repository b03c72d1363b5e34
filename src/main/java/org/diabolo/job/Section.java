package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * One mapping of a job file while it is read. A wrong value is noted and stood in for, so that
 * reading goes on and all errors are found; {@link #close} notes the keys that nobody asked for.
 */
final class Section {
  private final JsonNode node;
  private final String path;
  private final Problems problems;
  private final TreeSet<String> known = new TreeSet<>();

  Section(JsonNode node, String path, Problems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  /** One that says nothing, so that all of it is read as its default. */
  static Section empty() {
    return new Section(new ObjectNode(null), "", new Problems(""));
  }

  String path() {
    return path;
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  boolean has(String key) {
    known.add(key);
    JsonNode value = node.get(key);
    return value != null && !value.isNull();
  }

  boolean has(Option<?> option) {
    return has(option.key());
  }

  /** The value of an option, or its default. */
  <T> T get(Option<T> option) {
    return get(option, option.fallback());
  }

  /** The value of an option whose default follows from something else. */
  <T> T get(Option<T> option, T fallback) {
    return option.type().read(this, option.key(), fallback);
  }

  /** The value of an option; null where it is absent. */
  <T> T find(Option<T> option) {
    return has(option) ? get(option, null) : null;
  }

  /** Whether a key has just this word. */
  boolean says(String key, String word) {
    return has(key) && node.get(key).asText().equals(word);
  }

  private JsonNode get(String key) {
    return has(key) ? node.get(key) : null;
  }

  void wrong(String key, String allowed) {
    JsonNode value = get(key);
    String found = value == null ? "missing" : "found " + Secrets.shown(path(key), value);
    problems.add(path(key), found + ", allowed: " + allowed);
  }

  void wrong(Option<?> option, String allowed) {
    wrong(option.key(), allowed);
  }

  /** Whether nothing was wrong with a key so far, so that its value is no stand-in. */
  boolean sound(String key) {
    return !problems.about(path(key));
  }

  /** Whether a value followed the date that the job is for. */
  boolean isDated(String key) {
    return problems.isDated(path(key));
  }

  /** Notes what is wrong with a value that may be the default, unless it is a stand-in. */
  void wrong(String key, Object value, String allowed) {
    if (sound(key)) {
      problems.add(path(key), "found " + Secrets.shown(path(key), value) + ", allowed: " + allowed);
    }
  }

  /** Notes that a key is there and nobody looks at it, whatever its value. */
  void withoutEffect(String key, String why) {
    if (has(key)) {
      wrong(key, node.get(key), "none (" + why + ")");
    }
  }

  /** Notes what is wrong with the section as a whole. */
  void complain(String complaint) {
    problems.add(path, complaint);
  }

  boolean isMapping(String key) {
    return has(key) && node.get(key).isObject();
  }

  boolean isList(String key) {
    return has(key) && node.get(key).isArray();
  }

  /** A mapping; an absent one is read as empty, so that its own required keys are reported. */
  Section section(String key) {
    JsonNode value = get(key);
    if (value != null && !value.isObject()) {
      wrong(key, "a mapping of keys to values");
      value = null;
    }
    return new Section(value == null ? new ObjectNode(null) : value, path(key), problems);
  }

  String text(String key) {
    return text(key, null);
  }

  /**
   * As it was written. A key that is required takes the word null for a text like any other; one
   * that is not, for nothing.
   *
   * @param fallback the default; null where the key is required
   */
  String text(String key, String fallback) {
    if (!has(key) && fallback != null) {
      return fallback;
    }
    JsonNode value = node.get(key);
    if (value == null || !value.isValueNode() || value.asText().isBlank()) {
      wrong(key, "a text");
      return "?";
    }
    return value.asText();
  }

  /** A whole number; {@code fallback} null where the key is required. */
  long integer(String key, long least, long most, Long fallback) {
    JsonNode value = get(key);
    if (value == null && fallback != null) {
      return fallback;
    }
    if (value == null || !isInteger(value, least, most)) {
      wrong(key, integers(least, most));
      return Math.max(least, 1);
    }
    return value.asLong();
  }

  /** A whole number of at least 1, or the word {@code auto}, read as {@code auto}'s value. */
  int integerOrAuto(String key, int auto) {
    JsonNode value = get(key);
    if (value == null || value.asText().equals("auto")) {
      return auto;
    }
    if (!isInteger(value, 1, Integer.MAX_VALUE)) {
      wrong(key, "auto, or " + integers(1, Integer.MAX_VALUE));
      return auto;
    }
    return value.asInt();
  }

  /** True or false; false where it is absent. */
  boolean flag(String key) {
    JsonNode value = get(key);
    if (value != null && !value.isBoolean()) {
      wrong(key, "true | false");
    }
    return value != null && value.asBoolean();
  }

  double number(String key, Range range, double fallback) {
    JsonNode value = get(key);
    if (value == null) {
      return fallback;
    }
    if (!value.isNumber() || !range.contains(value.asDouble())) {
      wrong(key, range.toString());
      return fallback;
    }
    return value.asDouble();
  }

  /** One of an enum's constants, written in lower case; {@code fallback} null where required. */
  <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    JsonNode value = get(key);
    if (value == null && fallback != null) {
      return fallback;
    }
    for (E constant : type.getEnumConstants()) {
      if (value != null && value.asText().equals(nameOf(constant))) {
        return constant;
      }
    }
    wrong(
        key,
        Arrays.stream(type.getEnumConstants())
            .map(Section::nameOf)
            .collect(Collectors.joining(" | ")));
    return fallback;
  }

  List<Integer> integers(String key, long least, long most, List<Integer> fallback) {
    if (!has(key)) {
      return fallback;
    }
    List<Integer> numbers = new ArrayList<>();
    for (Element element : elements(key, "a list, each " + integers(least, most))) {
      if (isInteger(element.value, least, most)) {
        numbers.add(element.value.asInt());
      } else {
        problems.add(
            element.path, "found " + element.value + ", allowed: " + integers(least, most));
        numbers.add((int) least);
      }
    }
    return List.copyOf(numbers);
  }

  List<String> texts(String key, List<String> fallback) {
    if (!has(key)) {
      return fallback;
    }
    List<String> texts = new ArrayList<>();
    for (Element element : elements(key, "a list of texts")) {
      if (element.value.isValueNode() && !element.value.asText().isBlank()) {
        texts.add(element.value.asText());
      } else {
        problems.add(
            element.path,
            "found " + Secrets.shown(element.path, element.value) + ", allowed: a text");
        texts.add("?");
      }
    }
    return List.copyOf(texts);
  }

  Map<String, String> textMap(String key) {
    Map<String, String> map = new LinkedHashMap<>();
    Section entries = section(key);
    entries.node.fieldNames().forEachRemaining(name -> map.put(name, entries.anyText(name)));
    return Map.copyOf(map);
  }

  /**
   * A blank one too: a tab is a delimiter, and none at all is how CSV is told to have no quotes.
   */
  private String anyText(String key) {
    JsonNode value = get(key);
    return value != null && value.isTextual() ? value.asText() : text(key);
  }

  private record Element(String path, JsonNode value) {}

  private List<Element> elements(String key, String allowed) {
    JsonNode value = get(key);
    List<Element> elements = new ArrayList<>();
    if (!value.isArray()) {
      wrong(key, allowed);
      return elements;
    }
    for (int i = 0; i < value.size(); i++) {
      elements.add(new Element(path(key) + "[" + i + "]", value.get(i)));
    }
    return elements;
  }

  /** Notes the keys that are none of the ones read so far. */
  void close() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                problems.add(path(key), "unknown key" + suggestion(key));
              }
            });
  }

  private String suggestion(String key) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int edits = distance.apply(key.toLowerCase(Locale.ROOT), candidate);
      if (edits < least) {
        least = edits;
        nearest = candidate;
      }
    }
    if (nearest == null) {
      return "";
    }
    return ", did you mean " + nearest + "? (known here: " + String.join(", ", known) + ")";
  }

  private static boolean isInteger(JsonNode value, long least, long most) {
    return value.isIntegralNumber()
        && value.canConvertToLong()
        && value.asLong() >= least
        && value.asLong() <= most;
  }

  static String integers(long least, long most) {
    return most >= Integer.MAX_VALUE
        ? "a whole number of at least " + least
        : "a whole number from " + least + " to " + most;
  }

  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
