package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps what looks secret out of files and messages: values of keys whose names say so (see {@link
 * SecretNames}), in trees and where a text has {@code key=value} or {@code "key": "value"}; the
 * user and password of a URI; and what looks like a key or token whatever stands before it.
 */
public final class Secrets {
  private static final String SHOWN = "*********(redacted)";

  /**
   * A password may hold / and @; what begins as a port and a path is none. On the web, a user alone
   * is often a token.
   */
  private static final Pattern USER_INFO =
      Pattern.compile(
          "(?<=://)[^/@\\s:]*:(?!\\d{1,5}([/,\\s]|$))[^\\s'\"]*(?=@)"
              + "|(?<=http://|https://)[^/@\\s:]+(?=@)");

  /** Not within a path: folders of partitions look so. */
  private static final Pattern ASSIGNED =
      Pattern.compile("(?<![\\w./-])([\\w.-]+)=(\"[^\"]*\"|'[^']*'|[^\\s&'\"]+)");

  /** Marks that end a value in a list or sentence, and are no part of it. */
  private static final Pattern MARKS = Pattern.compile("[,;)}\\]]+$");

  /** A key of YAML or JSON and its colon; no scheme or host of a URI. */
  private static final Pattern MAPPED = Pattern.compile("(?<![\\w./-])([\\w.-]+)[\"']?\\s*:(?!//)");

  private static final Pattern MAPPED_VALUE =
      Pattern.compile("(?<![\\w./-])([\\w.-]+)[\"']?\\s*:\\s*(\"[^\"]*\"|'[^']*')");

  /** Of headers, AWS, tokens of JSON Web and PEM. */
  private static final Pattern SHAPES =
      Pattern.compile(
          "(?i:(?<=\\bbearer )|(?<=\\bauthorization: (basic|digest|negotiate) ))[^\\s'\",]+"
              + "|\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"
              + "|\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"
              + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(-----END [A-Z ]*KEY-----|$)");

  private Secrets() {}

  /**
   * @param tree of a job, or any other
   * @return a copy in which secret values, and all below secret keys, are stood in for
   */
  public static JsonNode redacted(JsonNode tree) {
    return redacted("", tree);
  }

  private static JsonNode redacted(String path, JsonNode node) {
    if (node instanceof ObjectNode mapping) {
      ObjectNode copy = mapping.objectNode();
      mapping
          .fields()
          .forEachRemaining(
              entry -> {
                String below = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                copy.set(entry.getKey(), redacted(below, entry.getValue()));
              });
      return copy;
    }
    if (node instanceof ArrayNode list) {
      ArrayNode copy = list.arrayNode();
      list.forEach(element -> copy.add(redacted(path, element)));
      return copy;
    }
    if (SecretNames.isSecret(path) && !node.isNull()) {
      return TextNode.valueOf(SHOWN);
    }
    return node.isTextual() ? TextNode.valueOf(redacted(node.asText())) : node;
  }

  /**
   * @param text a path, a line or a message
   * @return the same without secrets; what is without any already stays as it is
   */
  public static String redacted(String text) {
    if (text == null) {
      return null;
    }
    String users = USER_INFO.matcher(text).replaceAll(SHOWN);
    String shapes = SHAPES.matcher(users).replaceAll(SHOWN);
    return withoutValues(MAPPED_VALUE, withoutValues(ASSIGNED, shapes));
  }

  /**
   * @param pairs a key and its value, by groups
   */
  private static String withoutValues(Pattern pairs, String text) {
    StringBuilder kept = new StringBuilder();
    int done = 0;
    Matcher pair = pairs.matcher(text);
    int from = 0;
    while (pair.find(from)) {
      // A value may have pairs of its own.
      from = pair.start(2);
      if (SecretNames.isSecret(pair.group(1))) {
        kept.append(text, done, pair.start(2)).append(SHOWN);
        done = pair.start(2) + lengthOfValue(pair.group(2));
        from = done;
      }
    }
    return kept.append(text, done, text.length()).toString();
  }

  private static int lengthOfValue(String value) {
    // What was stood in for ends with such a mark itself.
    int shown = value.lastIndexOf(SHOWN);
    Matcher marks = MARKS.matcher(value);
    return marks.find(shown < 0 ? 0 : shown + SHOWN.length()) ? marks.start() : value.length();
  }

  /**
   * @param path of a key, as {@code data.input.options.password}
   * @param value that was found
   * @return the value as it may be told
   */
  static Object shown(String path, Object value) {
    if (value instanceof JsonNode node) {
      return node.isTextual() && mayHoldSecret(node.asText())
          ? TextNode.valueOf(SHOWN)
          : redacted(path, node);
    }
    return SecretNames.isSecret(path)
        ? SHOWN
        : value instanceof String text ? redacted(text) : value;
  }

  /**
   * @param override what follows {@code --set}, well-formed or not
   * @return the same as it may be told
   */
  public static String shownOverride(String override) {
    int equals = override.indexOf('=');
    if (equals < 0) {
      return SecretNames.isSecret(override) ? SHOWN : redacted(override);
    }
    String path = override.substring(0, equals);
    String value = override.substring(equals + 1);
    return SecretNames.isSecret(path) || mayHoldSecret(value)
        ? path + "=" + SHOWN
        : redacted(override);
  }

  /** A key and its value in one text. */
  private static boolean mayHoldSecret(String text) {
    return MAPPED.matcher(text).results().anyMatch(key -> SecretNames.isSecret(key.group(1)));
  }
}
