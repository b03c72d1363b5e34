package org.diabolo.codes;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.diabolo.codes.Part.Kind;
import org.diabolo.store.Folder;
import org.diabolo.store.SummedJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets that no list names, of a process that died, and those that are older than the whole set
 * before the last one, which nobody reads any more. To be removed by who owns the codes.
 *
 * @param lists of the codes
 */
record Leavings(Lists lists) {
  private static final Logger LOG = LoggerFactory.getLogger(Leavings.class);

  /** Removes them. */
  void clear() {
    int highest = lists.series().highest();
    Set<String> kept = kept(highest);
    List<Folder> left =
        lists.folder().folder(Lists.SETS).folders().stream()
            .filter(set -> !kept.contains(set.name()))
            .toList();
    if (left.isEmpty()) {
      return;
    }
    // A process that was frozen before it put its list finds the number taken when it wakes up.
    Part cleared = Part.cleared(highest + 1, Instant.now().toString());
    if (lists.series().put(highest + 1, SummedJson.text(cleared))) {
      left.forEach(
          set -> {
            LOG.info("{} is removed: nothing reads it any more", set);
            set.delete();
          });
    }
  }

  private Set<String> kept(int highest) {
    Set<String> kept = new HashSet<>();
    int number = highest;
    for (int wholes = 0; wholes < 2 && number > 0; wholes++) {
      List<Part> parts = lists.since(number);
      parts.stream().filter(Part::hasSet).map(Part::set).forEach(kept::add);
      number = parts.isEmpty() || parts.get(0).kind() == Kind.ALL ? 0 : parts.get(0).number() - 1;
    }
    return kept;
  }
}
