package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One value, or a mapping.
 *
 * @param plain what is read where it is no mapping
 * @param mapping what it may hold instead
 */
record OrMapping<T>(OptionType<T> plain, Mapping mapping) implements OptionType<T> {
  @Override
  public T read(Section section, String key, T fallback) {
    return plain.read(section, key, fallback);
  }

  @Override
  public String values() {
    String keys =
        mapping.options().stream()
            .map(option -> "`" + option.key() + "`")
            .collect(Collectors.joining(" or "));
    return plain.values() + ", or a mapping of " + keys;
  }

  @Override
  public ObjectNode schema() {
    return Schemas.anyOf(List.of(plain.schema(), mapping.schema()));
  }

  @Override
  public JsonNode json(T value) {
    return plain.json(value);
  }
}
