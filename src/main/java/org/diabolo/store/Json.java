package org.diabolo.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON as all our files have it: keys in snake case, unknown keys of newer versions ignored. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /**
   * @param value a record, map or list
   * @return one line of JSON
   */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param value a record, map or list
   * @return JSON for people, ended by a new line
   */
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param <T> the same type
   * @param text JSON
   * @param type to read it as
   * @return the value, never null
   * @throws UncheckedIOException where it is not such JSON; nor is {@code null}, unless it is read
   *     as a tree
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      Object value = MAPPER.readValue(text, (Class<?>) type);
      if (!type.isInstance(value)) {
        throw MismatchedInputException.from(null, type, "found null");
      }
      return type.cast(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param failure of {@link #read}
   * @return what is wrong with the JSON, in a line without a piece of it
   */
  public static String flaw(UncheckedIOException failure) {
    // What a constructor of ours complains of is below Jackson's words.
    Throwable root = Reason.root(failure);
    if (root instanceof JsonEOFException) {
      return "it ends too early";
    }
    String message =
        root instanceof JsonProcessingException jackson
            ? jackson.getOriginalMessage()
            : root.getMessage();
    return message == null || root instanceof NullPointerException && message.contains("Cannot ")
        ? "a field is missing"
        : message.lines().findFirst().orElse("");
  }

  /**
   * What can be read of a damaged file.
   *
   * @param text that begins with a JSON object, and need not end with it
   * @return the object's members up to the first that is not whole; none when it begins otherwise
   */
  public static ObjectNode beginning(String text) {
    ObjectNode whole = MAPPER.createObjectNode();
    try (JsonParser parser = MAPPER.createParser(text)) {
      boolean more = parser.nextToken() == JsonToken.START_OBJECT;
      String name = more ? parser.nextFieldName() : null;
      while (name != null) {
        parser.nextToken();
        JsonNode value = parser.readValueAsTree();
        // Only what something follows has not been cut.
        String next = parser.nextFieldName();
        whole.set(name, value);
        name = next;
      }
    } catch (IOException e) {
      return whole;
    }
    return whole;
  }

  /**
   * @param value a record, map or list
   * @return the tree that its JSON reads as; by way of text, so that numbers compare by value and
   *     not by the Java type they came from
   */
  public static JsonNode tree(Object value) {
    return read(line(value), JsonNode.class);
  }

  /**
   * @param tree a mapping
   * @return its values by their keys
   */
  public static Map<String, JsonNode> mapping(JsonNode tree) {
    Map<String, JsonNode> mapping = new LinkedHashMap<>();
    tree.fields().forEachRemaining(each -> mapping.put(each.getKey(), each.getValue()));
    return mapping;
  }
}
