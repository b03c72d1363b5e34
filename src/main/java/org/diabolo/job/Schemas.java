package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Parts of JSON Schema. */
final class Schemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String TYPE = "type";

  private Schemas() {}

  static JsonNode json(Object value) {
    return MAPPER.valueToTree(value);
  }

  static ObjectNode empty() {
    return NODES.objectNode();
  }

  static ObjectNode type(String... names) {
    ObjectNode schema = NODES.objectNode();
    if (names.length == 1) {
      return schema.put(TYPE, names[0]);
    }
    ArrayNode types = schema.putArray(TYPE);
    for (String name : names) {
      types.add(name);
    }
    return schema;
  }

  static ObjectNode oneOf(Iterable<String> words) {
    ObjectNode schema = NODES.objectNode();
    ArrayNode values = schema.putArray("enum");
    words.forEach(values::add);
    return schema;
  }

  static ObjectNode anyOf(Iterable<ObjectNode> schemas) {
    ObjectNode schema = NODES.objectNode();
    ArrayNode each = schema.putArray("anyOf");
    schemas.forEach(each::add);
    return schema;
  }

  /** A text; unquoted words that YAML takes for numbers or truth values are texts too. */
  static ObjectNode text() {
    return type("string", "number", "boolean").put("pattern", "\\S");
  }

  static ObjectNode integer(long least, long most) {
    ObjectNode schema = type("integer").put("minimum", least);
    return most >= Integer.MAX_VALUE ? schema : schema.put("maximum", most);
  }

  static ObjectNode list(ObjectNode elements, int fewest) {
    ObjectNode schema = type("array");
    schema.set("items", elements);
    return fewest == 0 ? schema : schema.put("minItems", fewest);
  }

  /** Nothing is said where the default is meant. */
  static void allowNull(ObjectNode schema) {
    JsonNode type = schema.get(TYPE);
    if (schema.get("enum") instanceof ArrayNode values) {
      values.addNull();
    } else if (schema.get("anyOf") instanceof ArrayNode each) {
      each.add(type("null"));
    } else if (type instanceof ArrayNode names) {
      names.add("null");
    } else {
      schema.putArray(TYPE).add(type).add("null");
    }
  }
}
