package org.diabolo.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The leases of one run: in its hidden folder {@code .owner} a file {@code NNNNNN.json} for the
 * owner and a folder {@code NNNNNN.work} with what it is making; of each owner that was taken over
 * a file {@code NNNNNN.work}.
 *
 * @param run its folder
 */
record Leases(Folder run) {
  private static final String FOLDER = ".owner";
  private static final String FILE = ".json";
  private static final String WORK = ".work";
  private static final Pattern NUMBERED = Pattern.compile("(\\d{6,9})\\.(?:json|work)");
  private static final Pattern PART = Pattern.compile("\\.(\\d{6,9})\\.json" + Unique.ENDING);
  private static final int MOST_TRIES = 1000;

  Folder folder() {
    return run.folder(FOLDER);
  }

  static String file(int number) {
    return numbered(number) + FILE;
  }

  Folder work(int number) {
    return folder().folder(numbered(number) + WORK);
  }

  /** In digits that every machine reads. */
  private static String numbered(int number) {
    return String.format(Locale.ROOT, "%06d", number);
  }

  private IntStream numbers() {
    return folder().names().stream()
        .map(NUMBERED::matcher)
        .filter(Matcher::matches)
        .mapToInt(name -> Integer.parseInt(name.group(1)));
  }

  /** Of all leases ever; 0 where there was none. */
  int highest() {
    return numbers().max().orElse(0);
  }

  /** The lease of that number as it is written; nothing where it is gone. */
  Optional<String> text(int number) {
    try {
      return folder().has(file(number))
          ? Optional.of(folder().text(file(number)))
          : Optional.empty();
    } catch (UncheckedIOException e) {
      if (StoreFailure.of(e) == StoreFailure.MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Who has the highest number. */
  Optional<LeaseFile> owner() {
    return text(highest()).flatMap(LeaseFile::read);
  }

  /** Replaces an owner's own lease. */
  void write(Lease lease, int number, LeaseFile content) throws IOException {
    if (lease.isFenced()) {
      Folder work = lease.work();
      String part = Unique.name(file(number));
      // No write is waited for: what is lost with the machine was a sign of life. And no folder is
      // made: without the owner's folder there is no owner.
      Optional<java.nio.file.Path> disk = work.disk();
      if (disk.isPresent()) {
        java.nio.file.Files.write(disk.get().resolve(part), content.bytes());
      } else {
        Fenced.put(work, part, out -> out.write(content.bytes()));
      }
      WholeFile.replace(folder(), work.at(part), folder().at(file(number)));
    } else {
      folder().write(file(number), content.bytes());
    }
  }

  /**
   * Sees to it that no owner before can write any more, and removes what these have left.
   *
   * @param number of the owner now
   */
  void fence(int number) throws IOException {
    for (int before : numbers().filter(one -> one < number).distinct().sorted().toArray()) {
      // Who took over before may have died between moving that folder away and the file in its
      // place;
      // its lease is removed only after both.
      if (folder().renamesAtOnce() && (folder().has(work(before).name()) || mayWrite(before))) {
        fence(before, work(number));
      }
      folder().delete(file(before));
    }
    // Leases whose writers died before these had a name, or come too late for that number.
    folder().names().stream()
        .filter(name -> isPart(name, number))
        .forEach(name -> folder().delete(name));
  }

  private static boolean isPart(String name, int most) {
    Matcher part = PART.matcher(name);
    return part.matches() && Integer.parseInt(part.group(1)) <= most;
  }

  /** Unless it has let go. */
  private boolean mayWrite(int before) {
    Optional<String> text = text(before);
    return text.isPresent()
        && text.flatMap(LeaseFile::read).filter(LeaseFile::isReleased).isEmpty();
  }

  private void fence(int before, Folder work) throws IOException {
    Folder its = work(before);
    for (int tries = 0; folder().hasFolder(its.name()) || !bar(its); tries++) {
      if (tries == MOST_TRIES) {
        throw new IOException(its + " cannot be moved away: it comes again and again");
      }
      Folder away = work.folder(Unique.name(its.name()));
      try {
        its.moveTo(away);
      } catch (IOException e) {
        if (folder().hasFolder(its.name())) {
          throw e;
        }
      }
      // Not only moved: on a network's disk the paused one may know it by more than its name.
      away.delete();
    }
  }

  /** A file in the place of a folder; says whether one is there now. */
  private boolean bar(Folder place) throws IOException {
    Optional<java.nio.file.Path> disk = place.disk();
    try {
      if (disk.isPresent()) {
        java.nio.file.Files.createFile(disk.get());
      } else {
        folder().files().create(place.path(), false).close();
      }
      return true;
    } catch (java.nio.file.FileAlreadyExistsException
        | org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return !folder().hasFolder(place.name());
    }
  }
}
