package org.diabolo.retrain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.diabolo.job.BadDataException;
import org.diabolo.store.AtOnce;

/**
 * The decisions that there were when they were counted. Each is read when it is asked for first,
 * the newest first, as who asks for the champion seldom needs more; that it was read later changes
 * nothing, as the files of the journal never change. Several are read at once: of a thousand small
 * files in S3 each takes a tenth of a second.
 */
final class Decisions {
  private final Journal journal;
  private final int count;

  /** Those that were read, the newest first. */
  private final List<Decision> read;

  /**
   * @param journal that they are in
   * @param count how many there are
   */
  Decisions(Journal journal, int count) {
    this(journal, count, List.of());
  }

  private Decisions(Journal journal, int count, List<Decision> read) {
    this.journal = journal;
    this.count = count;
    this.read = new ArrayList<>(read);
  }

  int count() {
    return count;
  }

  /** These and the next one. */
  synchronized Decisions with(Decision next) {
    List<Decision> all = new ArrayList<>(List.of(next));
    all.addAll(read);
    return new Decisions(journal, count + 1, all);
  }

  /**
   * @return the newest that is wanted; those after it are read, and hardly more than as many before
   *     it
   * @throws BadDataException when one that is read is missing, damaged, or says otherwise than the
   *     one before it, with its file
   */
  synchronized Optional<Decision> newest(Predicate<Decision> wanted) {
    for (int i = 0; i < count; i++) {
      if (i == read.size()) {
        read(Math.min(Math.max(i, 1), count - i));
      }
      if (wanted.test(read.get(i))) {
        return Optional.of(read.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * @return all, the first first
   * @throws BadDataException when one is missing, damaged, or says otherwise than the one before
   *     it, with its file
   */
  synchronized List<Decision> all() {
    read(count - read.size());
    List<Decision> all = new ArrayList<>(read);
    Collections.reverse(all);
    return all;
  }

  /** So many more. */
  private void read(int more) {
    List<Supplier<Decision>> reading = new ArrayList<>();
    for (int i = 0; i < more; i++) {
      int number = count - read.size() - i;
      reading.add(() -> journal.read(number));
    }
    for (Decision decision : AtOnce.all(reading)) {
      requireFollowed(decision);
      read.add(decision);
    }
  }

  /** That the one after it knew the champion that this one left, and the first one none. */
  private void requireFollowed(Decision decision) {
    if (!read.isEmpty()) {
      requirePrevious(
          read.get(read.size() - 1),
          decision.action().makesChampion() ? decision.version() : decision.previous());
    }
    if (decision.number() == 1) {
      requirePrevious(decision, null);
    }
  }

  private void requirePrevious(Decision decision, String champion) {
    if (!Objects.equals(champion, decision.previous())) {
      throw journal.damaged(
          decision.number(),
          "says that the champion before was "
              + decision.previous()
              + ", but the decisions before say "
              + champion
              + "; put back the files that were there",
          null);
    }
  }
}
