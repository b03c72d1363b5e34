package org.diabolo.submit;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.fs.Path;
import org.diabolo.job.InvalidJobException;
import org.diabolo.store.Folder;
import org.diabolo.submit.Place.Use;

/**
 * What is written must not lie in what is read: the next reading of the input would find it there.
 */
public final class Overlaps {
  private Overlaps() {}

  /**
   * Refuses to write into what is read.
   *
   * @param places that a command will use
   * @param configuration of Hadoop, which finds the file systems
   * @throws InvalidJobException with a line for each that is written into what is read
   */
  public static void require(List<Place> places, Configuration configuration) {
    List<String> complaints =
        places.stream()
            .filter(place -> place.use() == Use.WRITTEN)
            .flatMap(
                written ->
                    places.stream()
                        .filter(place -> place.use() == Use.READ)
                        .filter(read -> liesIn(written, read, configuration))
                        .map(read -> complaint(written, read)))
            .toList();
    if (!complaints.isEmpty()) {
      throw new InvalidJobException(complaints);
    }
  }

  private static String complaint(Place written, Place read) {
    return "%s %s: lies in %s %s, where the next reading would find it; name a place outside of it"
        .formatted(written.name(), written.path(), read.name(), read.path());
  }

  private static boolean liesIn(Place written, Place read, Configuration configuration) {
    try {
      return liesIn(written, Folder.of(read.path(), configuration), configuration);
    } catch (UncheckedIOException e) {
      // Who reads or writes there will say that it cannot be opened.
      return false;
    }
  }

  private static boolean liesIn(Place written, Folder input, Configuration configuration) {
    Path inner = Folder.of(written.path(), configuration).real();
    if (input.exists()) {
      Path outer = input.real();
      return sameFiles(inner, outer) && begins(parts(inner), parts(outer), String::equals);
    }
    return sameFiles(inner, input.path())
        && begins(parts(inner), parts(input.path()), Overlaps::matches);
  }

  private static boolean sameFiles(Path one, Path other) {
    return one.toUri().resolve("/").equals(other.toUri().resolve("/"));
  }

  /** Whether a part of one path is another's. */
  private interface Equality {
    boolean holds(String part, String wanted);
  }

  private static boolean begins(List<String> path, List<String> beginning, Equality equality) {
    if (path.size() < beginning.size()) {
      return false;
    }
    for (int i = 0; i < beginning.size(); i++) {
      if (!equality.holds(path.get(i), beginning.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String part, String pattern) {
    try {
      return new GlobPattern(pattern).matches(part);
    } catch (RuntimeException e) {
      // No pattern either.
      return part.equals(pattern);
    }
  }

  private static List<String> parts(Path path) {
    Deque<String> parts = new ArrayDeque<>();
    for (Path at = path; !at.isRoot(); at = at.getParent()) {
      parts.addFirst(at.getName());
    }
    return List.copyOf(parts);
  }
}
