package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.diabolo.rows.Input;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/**
 * {@code input-files.json}: each file that the prepared rows were read from. There may be very
 * many, so the manifest, which is read and written often, has their sum alone; this names them when
 * they differ.
 */
final class InputListing {
  static final String FILE = "input-files.json";

  /** The part of a snapshot that lies here. */
  static final String LISTING = "listing";

  /** The part of a snapshot that is the sum of it. */
  static final String SUM = "listing_sha256";

  private InputListing() {}

  static void write(Folder run, JsonNode listing) {
    if (listing != null && listing.isObject()) {
      run.write(FILE, Json.pretty(listing));
    }
  }

  /**
   * @param input a snapshot without its files
   * @return its files by their names; a missing node where they are not told any more
   */
  static JsonNode read(Folder run, JsonNode input) {
    try {
      if (input.has(SUM) && run.has(FILE)) {
        JsonNode listing = Json.read(run.text(FILE), JsonNode.class);
        if (sum(listing).equals(input.get(SUM).asText())) {
          return listing;
        }
      }
    } catch (UncheckedIOException e) {
      // Nor then can they be named, and that they are others is told all the same.
      return MissingNode.getInstance();
    }
    return MissingNode.getInstance();
  }

  private static String sum(JsonNode listing) {
    Map<String, String> files = new TreeMap<>();
    listing.fields().forEachRemaining(each -> files.put(each.getKey(), each.getValue().asText()));
    return Input.Snapshot.sum(files);
  }
}
