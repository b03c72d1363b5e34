package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types of options. */
final class OptionTypes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private OptionTypes() {}

  static OptionType<String> text() {
    return new Text("\\S", "a text");
  }

  /**
   * @param pattern of ECMA-262 that editors know the text by
   * @param values in words
   */
  static OptionType<String> text(String pattern, String values) {
    return new Text(pattern, values);
  }

  /** One of some words. */
  static OptionType<String> word(String... words) {
    return new Word(List.of(words));
  }

  static OptionType<Integer> integer(int least, int most) {
    return new Whole(least, most);
  }

  static OptionType<Long> longInteger(long least) {
    return new LongWhole(least);
  }

  /** A whole number of at least 1, or {@code auto}, which is read as {@code auto}'s value. */
  static OptionType<Integer> integerOrAuto() {
    return new WholeOrAuto();
  }

  static OptionType<Double> number(Range range) {
    return new Numeric(range);
  }

  static OptionType<Boolean> flag() {
    return new Flag();
  }

  static <E extends Enum<E>> OptionType<E> choice(Class<E> type) {
    return new Choice<>(type, EnumSet.allOf(type));
  }

  /** Some of an enum's constants; the section's own code refuses the others, and says why. */
  static <E extends Enum<E>> OptionType<E> choice(Class<E> type, Set<E> allowed) {
    return new Choice<>(type, allowed);
  }

  /**
   * A list of whole numbers.
   *
   * @param fewest how many there are at least, 0 or 1
   */
  static OptionType<List<Integer>> integers(int least, int most, int fewest) {
    return new ListTypes.Integers(least, most, fewest, null);
  }

  /** A list of as many whole numbers as it has names, such as {@code [height, width]}. */
  static OptionType<List<Integer>> integers(int least, int most, List<String> names) {
    return new ListTypes.Integers(least, most, names.size(), names);
  }

  static OptionType<List<String>> texts() {
    return new ListTypes.Texts(0, List.of());
  }

  /** A list of at least one text, each once. */
  static OptionType<List<String>> distinctTexts() {
    return new ListTypes.Texts(1, List.of());
  }

  static OptionType<List<String>> textsAmong(List<String> words) {
    return new ListTypes.Texts(0, words);
  }

  static OptionType<Map<String, String>> textMap() {
    return new ListTypes.TextMap();
  }

  /** One value, or a mapping, which the section's own code reads. */
  static <T> OptionType<T> orMapping(OptionType<T> plain, Mapping mapping) {
    return new OrMapping<>(plain, mapping);
  }

  static String words(Iterable<String> words) {
    return "`" + String.join("`, `", words) + "`";
  }

  private record Text(String pattern, String values) implements OptionType<String> {
    @Override
    public String read(Section section, String key, String fallback) {
      return section.text(key, fallback);
    }

    @Override
    public ObjectNode schema() {
      return Schemas.text().put("pattern", pattern);
    }
  }

  private record Word(List<String> words) implements OptionType<String> {
    @Override
    public String read(Section section, String key, String fallback) {
      return section.text(key, fallback);
    }

    @Override
    public String values() {
      return OptionTypes.words(words);
    }

    @Override
    public ObjectNode schema() {
      return Schemas.oneOf(words);
    }
  }

  private record Whole(int least, int most) implements OptionType<Integer> {
    @Override
    public Integer read(Section section, String key, Integer fallback) {
      return (int) section.integer(key, least, most, fallback == null ? null : (long) fallback);
    }

    @Override
    public String values() {
      return Section.integers(least, most);
    }

    @Override
    public ObjectNode schema() {
      return Schemas.integer(least, most);
    }
  }

  private record LongWhole(long least) implements OptionType<Long> {
    @Override
    public Long read(Section section, String key, Long fallback) {
      return section.integer(key, least, Long.MAX_VALUE, fallback);
    }

    @Override
    public String values() {
      return Section.integers(least, Long.MAX_VALUE);
    }

    @Override
    public ObjectNode schema() {
      return Schemas.integer(least, Long.MAX_VALUE);
    }
  }

  private record WholeOrAuto() implements OptionType<Integer> {
    @Override
    public Integer read(Section section, String key, Integer fallback) {
      return section.integerOrAuto(key, fallback);
    }

    @Override
    public String values() {
      return "`auto`, or " + Section.integers(1, Integer.MAX_VALUE);
    }

    @Override
    public ObjectNode schema() {
      return Schemas.anyOf(
          List.of(Schemas.integer(1, Integer.MAX_VALUE), Schemas.oneOf(List.of("auto"))));
    }

    @Override
    public JsonNode json(Integer value) {
      return value == AveragingSpec.AUTO ? NODES.textNode("auto") : NODES.numberNode(value);
    }
  }

  private record Numeric(Range range) implements OptionType<Double> {
    @Override
    public Double read(Section section, String key, Double fallback) {
      return section.number(key, range, fallback);
    }

    @Override
    public String values() {
      return range.toString();
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema = Schemas.type("number");
      range.bounds(schema);
      return schema;
    }

    @Override
    public JsonNode json(Double value) {
      return value == Math.rint(value)
          ? NODES.numberNode(value.longValue())
          : NODES.numberNode(value);
    }
  }

  private record Flag() implements OptionType<Boolean> {
    @Override
    public Boolean read(Section section, String key, Boolean fallback) {
      return section.has(key) ? section.flag(key) : fallback;
    }

    @Override
    public String values() {
      return "`true`, `false`";
    }

    @Override
    public ObjectNode schema() {
      return Schemas.type("boolean");
    }
  }

  private record Choice<E extends Enum<E>>(Class<E> type, Set<E> allowed) implements OptionType<E> {
    @Override
    public E read(Section section, String key, E fallback) {
      return section.choice(key, type, fallback);
    }

    private List<String> names() {
      return allowed.stream().sorted().map(Section::nameOf).toList();
    }

    @Override
    public String values() {
      return words(names());
    }

    @Override
    public ObjectNode schema() {
      return Schemas.oneOf(names());
    }

    @Override
    public JsonNode json(E value) {
      return NODES.textNode(Section.nameOf(value));
    }
  }
}
