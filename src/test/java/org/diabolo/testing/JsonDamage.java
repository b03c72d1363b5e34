package org.diabolo.testing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A JSON file damaged in every place, in several ways each. */
public final class JsonDamage {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> VALUES =
      List.of("null", "[]", "{}", "\"x\"", "true", "-1", "0.5", "123456789012345678901234567890");

  private JsonDamage() {}

  /**
   * @return damaged texts by what was done
   */
  public static Map<String, String> whole(String text) {
    Map<String, String> damaged = new LinkedHashMap<>();
    damaged.put("empty", "");
    damaged.put("a line break", "\n");
    damaged.put("zeros", "\0".repeat(100));
    damaged.put("no JSON", "these are not the fields");
    for (String value : VALUES) {
      damaged.put("replaced by " + value, value);
    }
    for (int part = 1; part < 5; part++) {
      damaged.put("cut after " + part + "/5", text.substring(0, text.length() * part / 5));
    }
    damaged.put("its last brace lost", text.substring(0, text.lastIndexOf('}')));
    damaged.put("nested too deep", "[".repeat(100_000));
    return damaged;
  }

  /**
   * Each member of an object, and the first and last of an array, is removed and replaced.
   *
   * @param below which nodes it is worth looking, by their pointers
   * @return damaged texts by what was done
   */
  public static Map<String, String> fields(String text, Predicate<String> below) {
    try {
      Map<String, String> damaged = new LinkedHashMap<>();
      JsonNode root = MAPPER.readTree(text);
      for (JsonPointer place : places(root, JsonPointer.empty(), below)) {
        damaged.put("without " + place, changed(root, place, null));
        for (String value : VALUES) {
          damaged.put(place + " replaced by " + value, changed(root, place, value));
        }
      }
      return damaged;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonPointer> places(JsonNode node, JsonPointer at, Predicate<String> below) {
    List<JsonPointer> places = new ArrayList<>();
    List<JsonPointer> members = new ArrayList<>();
    node.fieldNames().forEachRemaining(name -> members.add(at.appendProperty(name)));
    if (node.isArray() && !node.isEmpty()) {
      members.add(at.appendIndex(0));
      if (node.size() > 1) {
        members.add(at.appendIndex(node.size() - 1));
      }
    }
    for (JsonPointer member : members) {
      places.add(member);
      if (below.test(member.toString())) {
        places.addAll(places(node.at(member.last()), member, below));
      }
    }
    return places;
  }

  private static String changed(JsonNode root, JsonPointer place, String value) throws IOException {
    JsonNode copy = root.deepCopy();
    JsonNode parent = copy.at(place.head());
    String name = place.last().toString().substring(1).replace("~1", "/").replace("~0", "~");
    if (parent instanceof ObjectNode object) {
      object.remove(name);
      if (value != null) {
        object.set(name, MAPPER.readTree(value));
      }
    } else {
      ArrayNode array = (ArrayNode) parent;
      array.remove(Integer.parseInt(name));
      if (value != null) {
        array.insert(Integer.parseInt(name), MAPPER.readTree(value));
      }
    }
    return MAPPER.writeValueAsString(copy);
  }
}
