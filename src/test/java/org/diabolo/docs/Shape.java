package org.diabolo.docs;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What of a printed line stays from one run to the next: not its numbers, times, long paths. */
final class Shape {
  private static final String PROGRESS = ", 0 left: ";

  private Shape() {}

  static String of(String line) {
    return line.replaceAll("\\S*/runs/", "runs/")
        .replaceAll("\\d+(?:[.,:]\\d+)*", "0")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /**
   * Looks for lines in what was printed, in their order; there may be more between them. Lines of
   * three points are left out, and so is progress, of which quick machines print none.
   *
   * @return the first line that is not there
   */
  static Optional<String> missing(List<String> expected, List<String> printed) {
    Iterator<String> rest = printed.iterator();
    for (String line : expected) {
      boolean skipped = line.strip().equals("...") || of(line).contains(PROGRESS);
      if (!skipped && !found(of(line), rest)) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private static boolean found(String shape, Iterator<String> rest) {
    boolean cut = shape.endsWith("...");
    String begin = cut ? shape.substring(0, shape.length() - 3).strip() : shape;
    while (rest.hasNext()) {
      String next = of(rest.next());
      if (cut ? next.startsWith(begin) : next.equals(begin)) {
        return true;
      }
    }
    return false;
  }
}
