package org.diabolo.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.diabolo.job.InvalidJobException;
import org.diabolo.store.HeldFile.Holder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an output is made before it is shown: a hidden folder beside its place, {@code .NAME.<16
 * hexadecimal digits>.diabolo}. In it are {@code diabolo}, which says whose it is and goes last,
 * {@code new}, which becomes the output, and {@code old}, the output that it replaces.
 *
 * <p>In a run that has an owner the folder is in the owner's own, see {@link Lease}, and goes with
 * that.
 *
 * <p>What a process that died has left is removed when the next output is made for the same place.
 * On a disk of this machine that is known by a lock, which ends with the process. Elsewhere time
 * must do: it is left alone until nothing in it has been written for as long as the caller says.
 */
final class Staging {
  private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
  private static final String MARK = "diabolo";
  private static final String NEW = "new";
  private static final String OLD = "old";

  private final Folder place;
  private final Folder container;
  private final Optional<HeldFile> held;

  private Staging(Folder place, Folder container, Optional<HeldFile> held) {
    this.place = place;
    this.container = container;
    this.held = held;
  }

  /**
   * Makes a new one, and removes what was left of those before it.
   *
   * @param place of the output, where folders are renamed in one step
   * @param quiet after which a folder that nobody writes to is taken for left, where there are no
   *     locks
   */
  static Staging beside(Folder place, Duration quiet) {
    return Folder.attempt(
        () -> {
          place.parent().create();
          Staging made = make(place);
          made.sweep(quiet);
          return made;
        });
  }

  private static Staging make(Folder place) throws IOException {
    byte[] mark =
        ("Diabolo makes "
                + place
                + " here, and renames it when it is whole (process "
                + ManagementFactory.getRuntimeMXBean().getName()
                + ", since "
                + Instant.now()
                + "). May be removed when that process is gone.\n")
            .getBytes(StandardCharsets.UTF_8);
    while (true) {
      Folder container =
          place.lease() == null
              ? place.sibling("." + Unique.name(place.name()))
              : place.lease().work().folder(Unique.name(place.name()));
      container.create();
      Optional<Path> disk = container.disk();
      if (disk.isEmpty() || place.lease() != null) {
        try (OutputStream out = container.files().create(container.at(MARK))) {
          out.write(mark);
        }
        return new Staging(place, container, Optional.empty());
      }
      Optional<HeldFile> held = held(disk.get().resolve(MARK));
      if (held.isPresent()) {
        held.get().out().write(mark);
        return new Staging(place, container, held);
      }
    }
  }

  /** Nothing when another process took the new folder for left before it had a mark. */
  private static Optional<HeldFile> held(Path mark) throws IOException {
    try {
      return HeldFile.create(mark);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * @return where the output is written
   */
  Folder made() {
    return container.folder(NEW);
  }

  /** Shows the output in place of what stands there, if anything does. */
  void replace() {
    place.requireOwned();
    Folder.attempt(
        () -> {
          Folder old = container.folder(OLD);
          // Not deleted in its place: who dies meanwhile would leave a part that looks whole.
          if (place.isThere()) {
            place.moveTo(old);
          }
          try {
            made().moveTo(place);
          } catch (IOException e) {
            if (old.isThere() && !place.isThere()) {
              old.moveTo(place);
            }
            throw e;
          }
          return null;
        });
    remove();
  }

  /**
   * Shows the output where nothing is.
   *
   * @throws InvalidJobException when something has come there
   */
  void create() {
    Folder.attempt(
        () -> {
          if (!place.isThere()) {
            try {
              made().moveTo(place);
              return null;
            } catch (IOException e) {
              if (!place.isThere()) {
                throw e;
              }
            }
          }
          throw new InvalidJobException(
              place + ": somebody else has put something there meanwhile; name another place");
        });
    remove();
  }

  /** Removes it, and what was made. */
  void remove() {
    try {
      clear(container);
      container.delete(MARK);
      if (held.isPresent()) {
        held.get().close();
      }
      container.delete();
    } catch (IOException | UncheckedIOException e) {
      // The output is in its place by now, or the caller has something worse to say.
      if (place.lease() == null) {
        LOG.warn("{} cannot be removed: {}", container, e.getMessage());
      } else {
        // Another process may have taken the run over; else it goes with the owner's folder.
        LOG.debug("{} cannot be removed", container, e);
      }
    }
  }

  private static void clear(Folder container) {
    container.folder(NEW).delete();
    container.folder(OLD).delete();
  }

  private void sweep(Duration quiet) throws IOException {
    Pattern ours = Pattern.compile("\\." + Pattern.quote(place.name()) + Unique.ENDING);
    for (Folder other : place.parent().folders()) {
      if (ours.matcher(other.name()).matches() && !other.path().equals(container.path())) {
        try {
          sweep(other, quiet);
        } catch (IOException | UncheckedIOException e) {
          LOG.debug("not cleaned: {}", other, e);
        }
      }
    }
  }

  private void sweep(Folder other, Duration quiet) throws IOException {
    if (!other.has(MARK)) {
      // Of one that died before it had a mark, or after all else was removed: it is empty.
      other.files().delete(other.path(), false);
      return;
    }
    Optional<Path> disk = other.disk();
    Holder holder =
        disk.isPresent()
            ? HeldFile.sweep(disk.get().resolve(MARK), () -> removeLeft(other))
            : Holder.UNKNOWN;
    if (holder == Holder.UNKNOWN && now() - lastWritten(other) >= quiet.toMillis()) {
      removeLeft(other);
    }
  }

  private static void removeLeft(Folder container) {
    LOG.info("{} was left by a process that is gone, and is removed", container);
    clear(container);
    container.delete(MARK);
    container.delete();
  }

  /** By the file system's clock. */
  private long now() {
    return container.modified(MARK);
  }

  private static long lastWritten(Folder container) throws IOException {
    return lastWritten(container, container.files().getFileStatus(container.path()));
  }

  private static long lastWritten(Folder container, FileStatus file) throws IOException {
    long last = file.getModificationTime();
    if (file.isDirectory()) {
      for (FileStatus inner : container.files().listStatus(file.getPath())) {
        last = Math.max(last, lastWritten(container, inner));
      }
    }
    return last;
  }
}
