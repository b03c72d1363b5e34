package org.diabolo.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Moves the parts of a table that Spark has written to their place, each under the name that its
 * number gives it, and no name of that one writing. For stores where a folder is not renamed in one
 * step: there the part that a paused owner of the run moves late is, as long as the input is cut
 * the same, an equal part in place of its equal, and not one more.
 */
final class NumberedParts {
  /** Spark's: {@code part-00003-}, the writing's own UUID, {@code -c000.snappy.parquet}. */
  private static final Pattern PART =
      Pattern.compile("(part-\\d+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}([-.].+)");

  private NumberedParts() {}

  /**
   * @param from what Spark has written, with the folders of its partitioning; nothing is left of it
   * @param place where each part goes, in place of one of its name
   */
  static void move(Folder from, Folder place) throws IOException {
    List<Supplier<Void>> moves = new ArrayList<>();
    collect(from, place, moves);
    AtOnce.all(moves);
    from.delete();
  }

  private static void collect(Folder from, Folder place, List<Supplier<Void>> moves) {
    for (String name : from.fileNames()) {
      moves.add(
          () ->
              Folder.attempt(
                  () -> {
                    moved(from.at(name), place, numbered(name));
                    return null;
                  }));
    }
    for (Folder inner : from.folders()) {
      Folder same = place.folder(inner.name());
      same.create();
      collect(inner, same, moves);
    }
  }

  static String numbered(String name) {
    Matcher part = PART.matcher(name);
    return part.matches() ? part.group(1) + part.group(2) : name;
  }

  private static void moved(Path from, Folder place, String name) throws IOException {
    FileSystem files = place.files();
    if (place.has(name)) {
      place.delete(name);
    }
    if (place.lease() != null) {
      place.lease().check();
    }
    if (!files.rename(from, place.at(name))) {
      throw new IOException(from + " cannot be moved to " + place + "/" + name);
    }
  }
}
