package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps what looks secret out of files and messages: values of keys that Spark would redact, by
 * {@code spark.redaction.regex} or its default, in trees and where a text has {@code key=value},
 * and the user and password of a URI.
 */
public final class Secrets {
  private static final String SHOWN = "*********(redacted)";

  /** Spark's default. */
  private static final String DEFAULT = "(?i)secret|password|token|access[.]?key";

  /** A password may hold / and @; what begins as a port and a path is none. */
  private static final Pattern USER_INFO =
      Pattern.compile("(?<=://)[^/@\\s:]*:(?!\\d{1,5}([/,\\s]|$))[^\\s'\"]*(?=@)");

  /** Not within a path: folders of partitions look so. */
  private static final Pattern ASSIGNED = Pattern.compile("(?<![\\w./-])([\\w.-]+)=");

  private static final Pattern ASSIGNED_VALUE = Pattern.compile("[^\\s&'\",]+");

  /** A key of YAML or JSON and its colon; no scheme or host of a URI. */
  private static final Pattern MAPPED = Pattern.compile("(?<![\\w./-])([\\w.-]+)[\"']?\\s*:(?!//)");

  /** Keys and words of ours in which "token" has another meaning, but for the reader's options. */
  private static final Pattern OURS = Pattern.compile("\\btokens\\b");

  private static final String OPTIONS = "options";

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
    if (isSecret(path) && !node.isNull()) {
      return TextNode.valueOf(SHOWN);
    }
    return node.isTextual() ? TextNode.valueOf(redacted(node.asText())) : node;
  }

  /**
   * @param text a path, a line or a message
   * @return the same without the user and password of any URI in it, and without what {@code =}
   *     gives to secret keys
   */
  public static String redacted(String text) {
    return text == null ? null : withoutAssigned(USER_INFO.matcher(text).replaceAll(SHOWN));
  }

  private static String withoutAssigned(String text) {
    StringBuilder kept = new StringBuilder();
    int done = 0;
    Matcher key = ASSIGNED.matcher(text);
    Matcher value = ASSIGNED_VALUE.matcher(text);
    while (key.find()) {
      if (key.start() >= done
          && isSecret(key.group(1))
          && value.find(key.end())
          && value.start() == key.end()) {
        kept.append(text, done, key.end()).append(SHOWN);
        done = value.end();
      }
    }
    return kept.append(text, done, text.length()).toString();
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
    return isSecret(path) ? SHOWN : value instanceof String text ? redacted(text) : value;
  }

  /**
   * @param override what follows {@code --set}, well-formed or not
   * @return the same as it may be told
   */
  static String shownOverride(String override) {
    int equals = override.indexOf('=');
    if (equals < 0) {
      return looksSecret(override) ? SHOWN : redacted(override);
    }
    String path = override.substring(0, equals);
    String value = override.substring(equals + 1);
    return isSecret(path) || mayHoldSecret(value) ? path + "=" + SHOWN : redacted(override);
  }

  private static boolean isSecret(String path) {
    return path.contains(OPTIONS + ".") ? pattern().matcher(path).find() : looksSecret(path);
  }

  /** A key and its value in one text. */
  private static boolean mayHoldSecret(String text) {
    return MAPPED.matcher(text).results().anyMatch(key -> looksSecret(key.group(1)));
  }

  private static boolean looksSecret(String text) {
    return pattern().matcher(OURS.matcher(text).replaceAll("")).find();
  }

  /** Read each time: spark-submit puts the user's configuration among the system properties. */
  private static Pattern pattern() {
    return Pattern.compile(System.getProperty("spark.redaction.regex", DEFAULT));
  }
}
