package org.diabolo.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The types of options that hold several values. */
final class ListTypes {
  private ListTypes() {}

  record Integers(int least, int most, int fewest, List<String> names)
      implements OptionType<List<Integer>> {
    @Override
    public List<Integer> read(Section section, String key, List<Integer> fallback) {
      List<Integer> numbers = section.integers(key, least, most, fallback);
      if (names == null && numbers.size() < fewest) {
        section.wrong(key, "a list of at least one whole number");
        return List.of(least);
      }
      return numbers;
    }

    @Override
    public String values() {
      String list =
          names != null
              ? "`[" + String.join(", ", names) + "]`"
              : fewest == 0 ? "a list" : "a list of at least one";
      return list + ", each " + Section.integers(least, most);
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema = Schemas.list(Schemas.integer(least, most), fewest);
      return names == null ? schema : schema.put("maxItems", names.size());
    }
  }

  record Texts(int fewest, List<String> among) implements OptionType<List<String>> {
    @Override
    public List<String> read(Section section, String key, List<String> fallback) {
      List<String> texts = section.texts(key, fallback);
      if (!among.isEmpty() && !among.containsAll(texts)) {
        section.wrong(key, "a list of " + String.join(" | ", among));
      }
      return texts;
    }

    @Override
    public String values() {
      return among.isEmpty() ? "a list of texts" : "a list of " + OptionTypes.words(among);
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema =
          Schemas.list(among.isEmpty() ? Schemas.text() : Schemas.oneOf(among), fewest);
      return fewest == 0 ? schema : schema.put("uniqueItems", true);
    }
  }

  record TextMap() implements OptionType<Map<String, String>> {
    @Override
    public Map<String, String> read(Section section, String key, Map<String, String> fallback) {
      return section.textMap(key);
    }

    @Override
    public String values() {
      return "a mapping of texts";
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema = Schemas.type("object");
      schema.set("additionalProperties", Schemas.type("string", "number", "boolean"));
      return schema;
    }
  }
}
