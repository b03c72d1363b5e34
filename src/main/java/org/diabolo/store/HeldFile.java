package org.diabolo.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A new file on the local disk that this process keeps locked until it is closed. The operating
 * system lets go of it when the process ends, however it ends: so others can tell what is being
 * written from what was left, and no clock or process id is asked.
 */
final class HeldFile implements Closeable {
  /** Work with a file that nobody holds. */
  @FunctionalInterface
  interface Abandoned {
    void remove() throws IOException;
  }

  /** Whether somebody holds a file. */
  enum Holder {
    LIVES,
    IS_GONE,
    /** Its file system has no locks. */
    UNKNOWN
  }

  /** To close any channel of this process to a file is to let go of it, so these are not opened. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private HeldFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates a file, with the permissions that the user's umask leaves.
   *
   * @param path of a file that is not there, in a folder that is
   * @return the file; nothing when another process took it for abandoned before it was locked
   */
  static Optional<HeldFile> create(Path path) throws IOException {
    Path known = known(path);
    OURS.add(known);
    FileChannel channel = null;
    boolean held = false;
    try {
      channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      held = lock(channel) != Holder.LIVES && Files.exists(path);
      return held ? Optional.of(new HeldFile(known, channel)) : Optional.empty();
    } finally {
      if (!held) {
        if (channel != null) {
          channel.close();
        }
        OURS.remove(known);
      }
    }
  }

  /**
   * Removes what belongs to a file that nobody holds; it is locked meanwhile, and not removed
   * itself.
   *
   * @return who holds it; nothing was done unless that one is gone
   */
  static Holder sweep(Path path, Abandoned leavings) throws IOException {
    if (OURS.contains(known(path))) {
      return Holder.LIVES;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      Holder holder = lock(channel);
      if (holder == Holder.IS_GONE) {
        leavings.remove();
      }
      return holder;
    } catch (NoSuchFileException e) {
      return Holder.IS_GONE;
    }
  }

  private static Holder lock(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock == null ? Holder.LIVES : Holder.IS_GONE;
    } catch (OverlappingFileLockException e) {
      return Holder.LIVES;
    } catch (IOException e) {
      return Holder.UNKNOWN;
    }
  }

  /** One name for one file, by whichever links it is reached. */
  private static Path known(Path path) throws IOException {
    return path.getParent().toRealPath().resolve(path.getFileName());
  }

  /**
   * @return a stream to the file, not to be closed
   */
  OutputStream out() {
    return Channels.newOutputStream(channel);
  }

  /** The file itself, not to be closed. */
  FileChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    OURS.remove(path);
  }
}
