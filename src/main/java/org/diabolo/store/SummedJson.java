package org.diabolo.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * JSON that tells whether it is still what was written, for files that nothing else has sums of: a
 * number that changed on disk is a number too.
 */
public final class SummedJson {
  private static final String SUM = "crc32c_of_the_rest";

  /** What older versions called it in {@code _corpus.json}. */
  private static final String OLDER = "crc32c";

  private SummedJson() {}

  /**
   * @param value a record or map
   * @return JSON for people, with the CRC-32C of all its other members as its last one
   */
  public static String text(Object value) {
    ObjectNode tree = (ObjectNode) Json.tree(value);
    tree.put(SUM, sum(tree));
    return Json.pretty(tree);
  }

  /**
   * @param <T> the same type
   * @param text JSON of {@link #text}, or of an older version, without a sum
   * @param type to read it as
   * @return the value, never null
   * @throws UncheckedIOException where it is not such JSON, or not what was written
   */
  public static <T> T read(String text, Class<T> type) {
    ObjectNode tree = Json.read(text, ObjectNode.class);
    JsonNode member = tree.has(SUM) ? tree.remove(SUM) : removedIfText(tree, OLDER);
    if (member != null) {
      String written = member.asText();
      String found = sum(tree);
      if (!found.equals(written)) {
        throw new UncheckedIOException(
            new IOException("its CRC-32C is " + found + ", not " + written));
      }
    }
    return Json.read(Json.line(tree), type);
  }

  /**
   * As {@link #read}, of a file that no older version has written.
   *
   * @param <T> the same type
   * @param text JSON of {@link #text}
   * @param type to read it as
   * @return the value, never null
   * @throws UncheckedIOException where it has no sum, is not such JSON, or not what was written
   */
  public static <T> T readWhole(String text, Class<T> type) {
    if (!Json.read(text, ObjectNode.class).has(SUM)) {
      throw new UncheckedIOException(new IOException("it has no " + SUM));
    }
    return read(text, type);
  }

  private static JsonNode removedIfText(ObjectNode tree, String member) {
    return tree.path(member).isTextual() ? tree.remove(member) : null;
  }

  /** Of the members without their white space. */
  private static String sum(ObjectNode tree) {
    CRC32C sum = new CRC32C();
    sum.update(Json.line(tree).getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", sum.getValue());
  }
}
