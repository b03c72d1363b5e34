package org.diabolo.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes bytes as such, and JSON as a tree, so that what comes out still is JSON. */
final class Mutator {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    3,
    127,
    128,
    255,
    256,
    32767,
    32768,
    65535,
    65536,
    1 << 20,
    1 << 24,
    1 << 30,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final List<String> WHOLES = List.of("null", "{}", "[]", "7", "\"x\"", "");
  private static final int MOST_BYTES = 1 << 20;

  private final Random random;
  private final List<String> words;

  Mutator(Random random, List<String> words) {
    this.random = random;
    this.words = words;
  }

  /** One to eight changes to one or more pieces. */
  Parts mutated(Parts parts, Parts other) {
    Parts changed = parts;
    int changes = 1 + random.nextInt(1 + random.nextInt(8));
    for (int i = 0; i < changes; i++) {
      int piece = random.nextInt(parts.bytes().size());
      byte[] bytes = changed.piece(piece);
      byte[] now =
          random.nextInt(3) > 0 && isJson(bytes)
              ? json(bytes)
              : bytes(bytes, other.piece(Math.min(piece, other.bytes().size() - 1)));
      if (now.length <= MOST_BYTES) {
        changed = changed.with(piece, now);
      }
    }
    return changed;
  }

  private static boolean isJson(byte[] bytes) {
    return bytes.length > 0 && (bytes[0] == '{' || bytes[0] == '[');
  }

  private byte[] bytes(byte[] bytes, byte[] other) {
    byte[] changed = bytes.clone();
    int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(1 + random.nextInt(64)));
    switch (random.nextInt(10)) {
      case 0 -> {
        if (length > 0) {
          changed[at] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
      }
      case 1 -> {
        if (length > 0) {
          changed[at] = (byte) random.nextInt(256);
        }
        return changed;
      }
      case 2 -> {
        number(changed, at);
        return changed;
      }
      case 3 -> {
        return replaced(bytes, at, length, new byte[0]);
      }
      case 4 -> {
        int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(64));
        return replaced(bytes, at, 0, Arrays.copyOfRange(bytes, from, to));
      }
      case 5 -> {
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        int to = Math.min(other.length, from + 1 + random.nextInt(1 + other.length / 2));
        byte[] piece = Arrays.copyOfRange(other, from, to);
        return replaced(bytes, at, Math.min(piece.length, bytes.length - at), piece);
      }
      case 6 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 7 -> {
        byte[] filled = new byte[length];
        Arrays.fill(filled, (byte) (random.nextBoolean() ? 0 : 0xff));
        return replaced(bytes, at, length, filled);
      }
      case 8 -> {
        byte[] digits = Long.toString(anyNumber()).getBytes(StandardCharsets.UTF_8);
        return replaced(bytes, at, Math.min(length, 4), digits);
      }
      default -> {
        byte[] word =
            words.isEmpty() ? new byte[] {0} : word().getBytes(StandardCharsets.ISO_8859_1);
        return replaced(bytes, at, random.nextBoolean() ? 0 : length, word);
      }
    }
  }

  private String word() {
    return words.get(random.nextInt(words.size()));
  }

  private long anyNumber() {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  /** Of one, two, four or eight bytes, the largest or the smallest first. */
  private void number(byte[] bytes, int at) {
    int size = 1 << random.nextInt(4);
    long number = anyNumber();
    boolean last = random.nextBoolean();
    for (int i = 0; i < size && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (number >> 8 * (last ? i : size - 1 - i));
    }
  }

  private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
    byte[] changed = new byte[bytes.length - length + by.length];
    System.arraycopy(bytes, 0, changed, 0, at);
    System.arraycopy(by, 0, changed, at, by.length);
    System.arraycopy(bytes, at + length, changed, at + by.length, bytes.length - at - length);
    return changed;
  }

  private byte[] json(byte[] bytes) {
    try {
      JsonNode tree = JSON.readTree(bytes);
      List<JsonNode> inner = new ArrayList<>();
      collect(tree, inner);
      if (inner.isEmpty()) {
        return bytes;
      }
      if (random.nextInt(12) == 0) {
        return WHOLES.get(random.nextInt(WHOLES.size())).getBytes(StandardCharsets.UTF_8);
      }
      change(inner.get(random.nextInt(inner.size())), inner);
      return JSON.writeValueAsBytes(tree);
    } catch (IOException e) {
      // It only begins as JSON does.
      return bytes(bytes, bytes);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> inner) {
    if (node != null && node.isContainerNode() && !node.isEmpty()) {
      inner.add(node);
      node.forEach(child -> collect(child, inner));
    }
  }

  /** Takes away, doubles or replaces one of the node's children. */
  private void change(JsonNode node, List<JsonNode> all) {
    int at = random.nextInt(node.size());
    int how = random.nextInt(12);
    if (node instanceof ArrayNode list) {
      switch (how) {
        case 0 -> list.remove(at);
        case 1 -> list.insert(at, list.get(at).deepCopy());
        case 2 -> list.removeAll();
        default -> list.set(at, instead(list.get(at), all));
      }
    } else if (node instanceof ObjectNode mapping) {
      List<String> names = new ArrayList<>();
      mapping.fieldNames().forEachRemaining(names::add);
      String name = names.get(at);
      switch (how) {
        case 0, 1 -> mapping.remove(name);
        case 2 -> mapping.set(words.isEmpty() ? name + "s" : word(), mapping.get(name));
        default -> mapping.set(name, instead(mapping.get(name), all));
      }
    }
  }

  private JsonNode instead(JsonNode child, List<JsonNode> all) {
    if (child.isNumber() && random.nextInt(3) > 0) {
      return random.nextBoolean()
          ? NODES.numberNode(anyNumber())
          : NODES.numberNode(child.asDouble() * (random.nextBoolean() ? -1 : 1.5));
    }
    return switch (random.nextInt(9)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.numberNode(anyNumber());
      case 2 -> NODES.numberNode(random.nextBoolean() ? 1e300 : 0.5);
      case 3 -> NODES.textNode("");
      case 4 -> NODES.booleanNode(random.nextBoolean());
      case 5 -> random.nextBoolean() ? NODES.arrayNode() : NODES.objectNode();
      case 6 -> all.get(random.nextInt(all.size())).deepCopy();
      default -> NODES.textNode(words.isEmpty() ? "x" : word());
    };
  }
}
