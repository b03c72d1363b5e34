package org.diabolo.job;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** YAML as a tree in which every scalar still has its text as it was written. */
final class YamlTree {
  private static final YAMLFactory YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build()
          .getFactory();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Octal in YAML 1.1 and decimal in 1.2: such a text is nobody's number. */
  private static final Pattern TWO_MEANINGS = Pattern.compile("[-+]?0[0-9_]+");

  private YamlTree() {}

  /**
   * @param yaml one document
   * @return its tree; null (with an empty text) where there is nothing in it
   * @throws JsonProcessingException when it is not YAML, holds more than one document, or an alias,
   *     whose name would be taken for the text
   */
  static JsonNode read(String yaml) throws JsonProcessingException {
    try (YAMLParser parser = YAML.createParser(yaml)) {
      JsonNode tree = parser.nextToken() == null ? new Written("", NODES.nullNode()) : node(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(
            parser, "there is more than one document", parser.currentTokenLocation());
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode node(YAMLParser parser) throws IOException {
    if (parser.isCurrentAlias()) {
      throw new JsonParseException(
          parser,
          "an alias (*name) is not read: write its value out, or quote it where it is a text",
          parser.currentTokenLocation());
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser);
      case START_ARRAY -> list(parser);
      default -> scalar(parser);
    };
  }

  private static ObjectNode mapping(YAMLParser parser) throws IOException {
    ObjectNode mapping = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      mapping.set(key, node(parser));
    }
    return mapping;
  }

  private static ArrayNode list(YAMLParser parser) throws IOException {
    ArrayNode list = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(node(parser));
    }
    return list;
  }

  private static JsonNode scalar(YAMLParser parser) throws IOException {
    String text = parser.getText();
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, text);
      case VALUE_TRUE -> new Written(text, NODES.booleanNode(true));
      case VALUE_FALSE -> new Written(text, NODES.booleanNode(false));
      case VALUE_NULL -> new Written(text, NODES.nullNode());
      default -> NODES.textNode(text);
    };
  }

  private static JsonNode number(YAMLParser parser, String text) throws IOException {
    if (TWO_MEANINGS.matcher(text).matches()) {
      return NODES.textNode(text);
    }
    try {
      return switch (parser.getNumberType()) {
        case INT, LONG -> new Written(text, NODES.numberNode(parser.getLongValue()));
        case BIG_INTEGER -> new Written(text, NODES.numberNode(parser.getBigIntegerValue()));
        default -> new Written(text, NODES.numberNode(parser.getDoubleValue()));
      };
    } catch (JsonParseException e) {
      // .inf and .nan, which no key takes.
      return NODES.textNode(text);
    }
  }
}
