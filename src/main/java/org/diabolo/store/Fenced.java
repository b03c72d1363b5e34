package org.diabolo.store;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** How the owner of a run writes and removes what is in its folder: see {@link Lease}. */
final class Fenced {
  /** A rename between a place and the owner's folder. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private static final int BUFFER = 1 << 16;

  private Fenced() {}

  /** Writes a file whole, over an older one if there is one. */
  static void write(Folder folder, String name, Folder.Writer writer) throws IOException {
    Lease lease = folder.lease();
    Folder plain = folder.unfenced();
    if (!lease.isFenced()) {
      lease.check();
      WholeFile.write(plain, name, writer);
      return;
    }
    lease.require();
    Path part = lease.part(name);
    step(
        lease,
        () -> {
          create(folder);
          Optional<java.nio.file.Path> disk = LocalDisk.path(folder.files(), part);
          try {
            if (disk.isPresent()) {
              LocalDisk.writeNew(disk.get(), writer);
            } else {
              put(lease.work(), part.getName(), writer);
            }
            WholeFile.replace(folder, part, folder.at(name));
          } catch (IOException | RuntimeException | Error e) {
            remove(folder, part, e);
            throw e;
          }
        },
        () -> WholeFile.write(plain, name, writer));
  }

  /** Writes a file, but not with the folders above it: without its folder an owner is none. */
  static void put(Folder work, String name, Folder.Writer writer) throws IOException {
    Path part = work.at(name);
    short replication = work.files().getDefaultReplication(part);
    long block = work.files().getDefaultBlockSize(part);
    try (FSDataOutputStream out =
        work.files().createNonRecursive(part, true, BUFFER, replication, block, null)) {
      writer.write(out);
    }
  }

  private static void remove(Folder folder, Path part, Throwable failure) {
    try {
      folder.files().delete(part, false);
    } catch (IOException also) {
      failure.addSuppressed(also);
    }
  }

  /** Makes a folder, and those above it, where it is not there. */
  static void create(Folder folder) throws IOException {
    if (folder.isThere()) {
      folder.unfenced().create();
      return;
    }
    Lease lease = folder.lease();
    if (!lease.isFenced()) {
      lease.check();
      folder.unfenced().create();
      return;
    }
    lease.require();
    step(
        lease,
        () -> {
          create(folder.parent());
          Folder made = new Folder(folder.files(), lease.part(folder.name()));
          made.create();
          try {
            made.moveTo(folder);
          } catch (IOException e) {
            if (!folder.isThere()) {
              throw e;
            }
            made.delete();
          }
        },
        () -> folder.unfenced().create());
  }

  /** Removes a file, or a folder with all in it, if it is there. */
  static void delete(Folder place) throws IOException {
    if (!place.isThere()) {
      return;
    }
    Lease lease = place.lease();
    if (!lease.isFenced()) {
      // One by one: what an owner has asked before it was frozen, and does when it wakes up, is the
      // removal of one file.
      for (Folder inner : place.folders()) {
        delete(inner);
      }
      for (String name : place.fileNames()) {
        lease.check();
        place.files().delete(place.at(name), false);
      }
      lease.check();
      place.files().delete(place.path(), false);
      return;
    }
    lease.require();
    Folder away = new Folder(place.files(), lease.part(place.name()));
    step(
        lease,
        () -> {
          place.moveTo(away);
          away.delete();
        },
        () -> place.unfenced().delete());
  }

  /**
   * @param elsewhere what is done instead where the place is on another disk than the run
   */
  private static void step(Lease lease, Step renaming, Step elsewhere) throws IOException {
    try {
      renaming.run();
    } catch (AtomicMoveNotSupportedException e) {
      lease.check();
      elsewhere.run();
    } catch (IOException | java.io.UncheckedIOException e) {
      lease.check();
      throw e;
    }
  }
}
