package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.drift.DriftReport;
import org.diabolo.job.BadDataException;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.SummedJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code manifest.json}, and of a damaged one what is left of it. */
final class ManifestFile {
  /** What a command that failed, or died, before it had a manifest has left. */
  private static final Set<String> BEFORE_IT =
      Set.of(
          RunDirectory.RESULT,
          RunDirectory.DUE,
          DriftReport.FILE,
          FilesAtStart.FILE,
          FilesAtStart.ENCODED,
          InputListing.FILE);

  private static final Logger LOG = LoggerFactory.getLogger(ManifestFile.class);

  /** Without these nobody could tell whether a run still is about the same job and rows. */
  private static final List<String> NEEDED = List.of("spec", "input");

  /** Where something else stands, nothing is told. */
  private static final List<String> MAPPINGS =
      List.of("spec", "input", "versions", "stages", "metrics", Pipeline.CONFIGURATIONS);

  private ManifestFile() {}

  /**
   * @return what it says; nothing when there is none
   * @throws BadDataException when it is damaged so that it does not tell any more what the run's
   *     corpus was made from
   */
  static ObjectNode read(RunDirectory run) {
    if (!run.folder().has(Manifest.FILE)) {
      return Json.beginning("");
    }
    String text = run.folder().text(Manifest.FILE);
    try {
      ObjectNode whole = SummedJson.read(text, ObjectNode.class);
      List<String> wrong = wrong(whole);
      return wrong.isEmpty() ? whole : rest(run, whole.remove(wrong));
    } catch (UncheckedIOException e) {
      if (isJson(text)) {
        // Changed somewhere: nothing in it can be believed.
        return rest(run, Json.beginning(""));
      }
      ObjectNode beginning = Json.beginning(text);
      return rest(run, beginning.remove(wrong(beginning)));
    }
  }

  private static List<String> wrong(ObjectNode tree) {
    return MAPPINGS.stream().filter(key -> !isMapping(tree.get(key))).toList();
  }

  private static boolean isMapping(JsonNode value) {
    return value == null || value.isObject();
  }

  private static ObjectNode rest(RunDirectory run, ObjectNode whole) {
    String file = run.folder() + "/" + Manifest.FILE;
    if (PreparedCorpus.isAt(run.prepared()) && !NEEDED.stream().allMatch(whole::has)) {
      throw new BadDataException(
          file
              + ": damaged, and no longer tells which job and rows the run is about; put a copy of it"
              + " back, or begin a new run with another --run-id (the run's bundle is untouched:"
              + " encode and predict with --input and --output, and decode, do not need the manifest)");
    }
    LOG.warn(
        "{} is damaged: it still tells {}; the rest is lost, and stages that need it run again",
        file,
        names(whole));
    return whole;
  }

  private static String names(ObjectNode whole) {
    List<String> names = new ArrayList<>();
    for (Iterator<String> each = whole.fieldNames(); each.hasNext(); ) {
      names.add(each.next());
    }
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }

  /**
   * @param folder that a run is to be in
   * @return whether it may: nothing is there, or a run of ours
   */
  static boolean isFree(Folder folder) {
    if (!folder.exists()
        || folder.names().stream()
            .allMatch(name -> name.startsWith(".") || BEFORE_IT.contains(name))) {
      return true;
    }
    // Who died between corpus and manifest has left the one without the other.
    boolean corpus = PreparedCorpus.isAt(folder.folder("prepared"));
    if (corpus || !folder.has(Manifest.FILE)) {
      return corpus;
    }
    String text = folder.text(Manifest.FILE);
    // A damaged one is spoken of when it is opened. Others have files of that name too.
    return Json.beginning(text).has("run_id") || !isJson(text);
  }

  private static boolean isJson(String text) {
    try {
      Json.read(text, JsonNode.class);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }
}
