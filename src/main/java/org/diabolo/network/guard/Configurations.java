package org.diabolo.network.guard;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.serde.JsonMappers;
import org.diabolo.job.BadDataException;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.JavaType;
import org.nd4j.shade.jackson.databind.JsonMappingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.cfg.MapperConfig;
import org.nd4j.shade.jackson.databind.jsontype.PolymorphicTypeValidator;

/**
 * The JSON of a DL4J graph, from anybody. It is read twice: token by token, for what DL4J's mapper
 * does not bound; then by that mapper, which asks here for each class before it looks for it. What
 * DL4J wrote before 1.0.0-beta is not read.
 */
public final class Configurations {
  /** In characters; some kilobytes a layer are usual. */
  static final int MOST_CHARACTERS = 1 << 24;

  /** A wrapper's wrapper has about twenty. */
  static final int MOST_DEPTH = 100;

  /** Of a number: more digits are no number of DL4J's, and take long to read. */
  static final int MOST_DIGITS = 100;

  private static final JsonFactory TOKENS =
      new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private static final ObjectMapper MAPPER =
      JsonMappers.getMapper().copy().setPolymorphicTypeValidator(new ByName());

  private Configurations() {}

  /**
   * @param json what {@code ComputationGraphConfiguration.toJson()} writes
   * @return the configuration
   * @throws BadDataException when it is no such JSON, or names a class that is not allowed, which
   *     is then neither loaded nor initialised
   */
  public static ComputationGraphConfiguration read(String json) {
    if (json.length() > MOST_CHARACTERS) {
      throw new BadDataException(
          "has " + json.length() + " characters, allowed: " + MOST_CHARACTERS);
    }
    ComputationGraphConfiguration found;
    try {
      scan(json);
      found = MAPPER.readValue(json, ComputationGraphConfiguration.class);
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
    if (found == null
        || found.getVertices() == null
        || found.getVertices().isEmpty()
        || found.getVertexInputs() == null
        || found.getNetworkInputs() == null
        || found.getNetworkOutputs() == null) {
      throw new BadDataException("holds no graph of DL4J's");
    }
    requireConnected(found);
    return found;
  }

  /** DL4J's own reader takes a graph as it comes, and ends where it first misses a part of it. */
  private static void requireConnected(ComputationGraphConfiguration graph) {
    Set<String> known = new HashSet<>(graph.getVertices().keySet());
    known.addAll(graph.getNetworkInputs());
    graph
        .getVertices()
        .forEach(
            (name, vertex) -> {
              List<String> inputs = graph.getVertexInputs().get(name);
              if (vertex == null || inputs == null || inputs.isEmpty()) {
                throw new BadDataException(
                    "holds a vertex "
                        + name
                        + (vertex == null ? " of no kind" : " without inputs (vertexInputs)"));
              }
              requireKnown("the vertex " + name + " reads", inputs, known);
            });
    requireKnown("networkOutputs names", graph.getNetworkOutputs(), known);
  }

  private static void requireKnown(String who, List<String> names, Set<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new BadDataException(
            "holds a graph in which " + who + " " + name + ", which is not there");
      }
    }
  }

  private static BadDataException unreadable(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadDataException known) {
        return known;
      }
    }
    String message =
        failure instanceof JsonMappingException mapping && root(mapping).getMessage() == null
            ? "the value of " + place(mapping)
            : failure instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : failure.getMessage();
    return new BadDataException(
        "is not the JSON of a DL4J graph"
            + (message == null ? "" : ": " + message.lines().findFirst().orElse("")),
        failure);
  }

  /** What DL4J's own readers throw on a value of another type often says nothing. */
  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  private static String place(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("/"));
  }

  /** Without recursion, so that no depth is too much for it. */
  private static void scan(String json) throws IOException {
    try (JsonParser tokens = TOKENS.createParser(json)) {
      int depth = 0;
      JsonToken before = null;
      for (JsonToken token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
        if (token.isStructStart() && ++depth > MOST_DEPTH) {
          throw new BadDataException("is nested deeper than " + MOST_DEPTH);
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token.isNumeric() && tokens.getTextLength() > MOST_DIGITS) {
          throw new BadDataException("has a number of " + tokens.getTextLength() + " characters");
        } else if (token == JsonToken.VALUE_STRING) {
          string(tokens, before);
        }
        before = token;
      }
    }
  }

  /**
   * The mapper asks for a class without its type parameters and then loads those too. Names stand
   * in the fields {@code @class} and {@code type}, or first in an array in an object's place.
   */
  private static void string(JsonParser tokens, JsonToken before) throws IOException {
    String field = tokens.getCurrentName();
    String text = tokens.getText();
    boolean perhaps = before == JsonToken.START_ARRAY || "type".equals(field);
    if ("@class".equals(field) && !AllowedClasses.contains(text)
        || perhaps && text.indexOf('<') >= 0) {
      throw AllowedClasses.refused(text);
    }
    if ("weightInit".equals(field) && text.equals("DISTRIBUTION")) {
      // DL4J reads what belongs to it by another mapper, which does not ask.
      throw new BadDataException("is of DL4J before 1.0.0-beta4 (weightInit is a word)");
    }
  }

  /** Jackson's word on a class before it is loaded. */
  private static final class ByName extends PolymorphicTypeValidator.Base {
    private static final long serialVersionUID = 1;

    @Override
    public Validity validateSubClassName(MapperConfig<?> config, JavaType base, String name) {
      if (!AllowedClasses.contains(name)) {
        throw AllowedClasses.refused(name);
      }
      return Validity.ALLOWED;
    }
  }
}
