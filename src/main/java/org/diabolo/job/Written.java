package org.diabolo.job;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;

/**
 * A scalar that YAML takes for a number, a truth value or nothing, with its text as it was written:
 * {@code NO}, {@code 007} and {@code 1e3} may be names and values of the user's.
 */
final class Written extends ValueNode {
  private static final long serialVersionUID = 1;

  private final String text;
  private final JsonNode meaning;

  /**
   * @param text as it stands in the file
   * @param meaning a node of a number, a truth value or null
   */
  Written(String text, JsonNode meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  @Override
  public String asText() {
    return text;
  }

  @Override
  public JsonNodeType getNodeType() {
    return meaning.getNodeType();
  }

  @Override
  public JsonToken asToken() {
    return meaning.asToken();
  }

  @Override
  public boolean isIntegralNumber() {
    return meaning.isIntegralNumber();
  }

  @Override
  public boolean canConvertToLong() {
    return meaning.canConvertToLong();
  }

  @Override
  public long asLong() {
    return meaning.asLong();
  }

  @Override
  public int asInt() {
    return meaning.asInt();
  }

  @Override
  public double asDouble() {
    return meaning.asDouble();
  }

  @Override
  public boolean asBoolean() {
    return meaning.asBoolean();
  }

  /** For messages. */
  @Override
  public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
    generator.writeRawValue(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Written written
        && text.equals(written.text)
        && meaning.equals(written.meaning);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
