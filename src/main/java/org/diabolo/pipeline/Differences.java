package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/** Says in words in what two trees differ. */
final class Differences {
  private Differences() {}

  /** Whether they say the same; a key that an older version did not know has no value yet. */
  static boolean same(JsonNode then, JsonNode now) {
    return bare(then).equals(bare(now));
  }

  private static JsonNode bare(JsonNode tree) {
    JsonNode copy = tree.deepCopy();
    if (copy instanceof ObjectNode mapping) {
      mapping.properties().removeIf(each -> each.getValue().isNull());
      mapping.properties().forEach(each -> each.setValue(bare(each.getValue())));
    }
    return copy;
  }

  /**
   * @param part of what a stage is made from; keys of the job are named as in the job file
   */
  static String ofPart(String part, JsonNode then, JsonNode now) {
    return of(part.equals(StageRecord.JOB) ? "" : part, then, now);
  }

  /** The first key in which two trees differ, with both values. */
  static String of(String path, JsonNode then, JsonNode now) {
    if (then.isObject() && now.isObject()) {
      Iterator<String> names =
          ((ObjectNode) then).deepCopy().setAll((ObjectNode) now.deepCopy()).fieldNames();
      while (names.hasNext()) {
        String name = names.next();
        JsonNode before = then.path(name);
        JsonNode after = now.path(name);
        if (!same(before, after)) {
          return of(path.isEmpty() ? name : path + "." + name, before, after);
        }
      }
    }
    return path + " was " + shown(then) + " and is now " + shown(now);
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "not there" : node.toString();
  }
}
