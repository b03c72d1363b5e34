package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.diabolo.store.Json;

/** Says in words in what two trees differ. */
final class Differences {
  private static final List<String> FILES = List.of(InputListing.LISTING);
  private static final List<String> FILES_AND_SUM = List.of(InputListing.LISTING, InputListing.SUM);

  /** Members of what is kept of a job that no key of a job file stands for. */
  private static final Set<String> NO_KEYS = Set.of("family", "regularization", "stopping");

  /** The part of a snapshot that is a key of the job file. */
  private static final String PATH = "path";

  /** How many files are named. */
  private static final int TOLD = 3;

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

  /** The same of one part; older versions did not sum up the names of the input's files. */
  static boolean same(String part, JsonNode then, JsonNode now) {
    if (part.equals(Manifest.INPUT)) {
      List<String> left = then.has(InputListing.SUM) ? FILES : FILES_AND_SUM;
      return same(without(then, left), without(now, left));
    }
    return same(then, now);
  }

  private static JsonNode without(JsonNode input, List<String> keys) {
    ObjectNode some = Json.beginning("");
    some.setAll((ObjectNode) input);
    return some.without(keys);
  }

  private static String ofFiles(JsonNode then, JsonNode now) {
    List<String> all = new ArrayList<>();
    now.fieldNames()
        .forEachRemaining(file -> add(all, !then.has(file), "file " + file + " of the input came"));
    then.fieldNames()
        .forEachRemaining(file -> add(all, !now.has(file), "file " + file + " of the input went"));
    then.fields()
        .forEachRemaining(
            each -> {
              JsonNode after = now.path(each.getKey());
              add(
                  all,
                  now.has(each.getKey()) && !each.getValue().equals(after),
                  "file "
                      + each.getKey()
                      + " of the input changed ("
                      + each.getValue().asText()
                      + "; now "
                      + after.asText()
                      + ")");
            });
    return String.join(", ", all.subList(0, Math.min(TOLD, all.size())))
        + (all.size() > TOLD ? ", and " + (all.size() - TOLD) + " more" : "");
  }

  private static void add(List<String> all, boolean differs, String words) {
    if (differs) {
      all.add(words);
    }
  }

  /**
   * @param part of what a stage is made from; keys of the job are named as in the job file
   */
  static String ofPart(String part, JsonNode then, JsonNode now) {
    if (part.equals(Manifest.INPUT)) {
      if (!then.path(PATH).equals(now.path(PATH))) {
        return of("data.input." + PATH, then.path(PATH), now.path(PATH));
      }
      return then.path(InputListing.LISTING).isObject()
          ? ofFiles(then.get(InputListing.LISTING), now.path(InputListing.LISTING))
          : of(part, without(then, FILES), without(now, FILES));
    }
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
          return of(below(path, name), before, after);
        }
      }
    }
    return path + " was " + shown(then) + " and is now " + shown(now);
  }

  private static String below(String path, String name) {
    if (path.isEmpty()) {
      return name;
    }
    return NO_KEYS.contains(name) ? path : path + "." + name;
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "not there" : node.toString();
  }
}
