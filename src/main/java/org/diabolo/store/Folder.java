package org.diabolo.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.diabolo.job.BadDataException;
import org.diabolo.job.Secrets;

/**
 * A folder on any Hadoop file system. A file appears whole or not at all: it is written under a
 * hidden name and renamed, or, where renaming is copying, it appears when its stream is closed. On
 * a disk of this machine no file has Hadoop's sums beside it.
 *
 * @param files the file system
 * @param path of the folder, with its scheme
 * @param lease of the run that the folder is in, by which all is written; null in a place that is
 *     nobody's alone
 */
public record Folder(FileSystem files, Path path, Lease lease) {

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Writer {
    /**
     * @param out not to be closed
     * @throws IOException when it cannot be written
     */
    void write(OutputStream out) throws IOException;
  }

  /** Reads a file's content. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * @param in not to be closed
     * @return what was made of the content
     * @throws IOException when it cannot be read, or is not what it should be
     */
    T read(InputStream in) throws IOException;
  }

  /** Work on files, which can fail. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Of a disk of this machine, the files without sums beside them.
   *
   * @param files the file system
   * @param path of the folder, with its scheme
   * @param lease of the run that the folder is in; null in a place that is nobody's alone
   */
  public Folder {
    files = LocalDisk.withoutSums(files);
  }

  /**
   * A folder in a place that is nobody's alone.
   *
   * @param files the file system
   * @param path of the folder, with its scheme
   */
  public Folder(FileSystem files, Path path) {
    this(files, path, null);
  }

  /**
   * @param path with or without scheme; without one on the default file system
   * @param configuration Hadoop's
   * @return the folder, which need not exist
   */
  public static Folder of(String path, Configuration configuration) {
    return attempt(
        () -> {
          Path given = new Path(path);
          FileSystem files = LocalDisk.withoutSums(files(given, configuration));
          return new Folder(files, files.makeQualified(given));
        });
  }

  /**
   * @param path with or without scheme
   * @param configuration Hadoop's
   * @return its file system
   * @throws UnsupportedFileSystemException when no connector for its scheme is on the class path
   * @throws IOException when the file system cannot be opened
   */
  public static FileSystem files(Path path, Configuration configuration) throws IOException {
    try {
      return path.getFileSystem(configuration);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException missing) {
        // Hadoop has a scheme's class by name before it has the class.
        throw new UnsupportedFileSystemException(missing.getMessage());
      }
      throw e;
    }
  }

  /**
   * @param name of a folder in this one
   * @return that folder, which need not exist, under the same lease
   */
  public Folder folder(String name) {
    return new Folder(files, new Path(path, name), lease);
  }

  /**
   * @param name of a folder beside this one
   * @return that folder, which need not exist, under the same lease
   */
  public Folder sibling(String name) {
    return new Folder(files, new Path(path.getParent(), name), lease);
  }

  /**
   * @return the folder itself, or the nearest above it that is there
   */
  public Folder nearest() {
    return exists() || path.isRoot() ? this : parent().nearest();
  }

  /**
   * @return the path without the links of a disk of this machine, as far as it is there
   */
  public Path real() {
    Optional<java.nio.file.Path> disk = disk();
    if (disk.isEmpty() || path.isRoot()) {
      return path;
    }
    try {
      return new Path(disk.get().toRealPath().toUri().getPath())
          .makeQualified(files.getUri(), path);
    } catch (IOException e) {
      return new Path(parent().real(), name());
    }
  }

  /** Where a file in this folder is. */
  Path at(String name) {
    return new Path(path, name);
  }

  /**
   * @return the folder above, which the root has not
   */
  public Folder parent() {
    return new Folder(files, path.getParent(), lease);
  }

  /** As the disk of this machine has it; nothing when it is elsewhere. */
  Optional<java.nio.file.Path> disk() {
    return LocalDisk.path(files, path);
  }

  /**
   * @return the last part of the path
   */
  public String name() {
    return path.getName();
  }

  /**
   * @return whether the folder is there, or a link in its place, wherever that leads
   */
  public boolean exists() {
    return attempt(this::isThere);
  }

  boolean isThere() throws IOException {
    Optional<java.nio.file.Path> disk = disk();
    return disk.isPresent()
        ? Files.exists(disk.get(), LinkOption.NOFOLLOW_LINKS)
        : files.exists(path);
  }

  /**
   * @param name of a file or folder in this one
   * @return whether it is there
   */
  public boolean has(String name) {
    return attempt(() -> files.exists(at(name)));
  }

  /**
   * @param name of a file or folder in this one
   * @return whether it is a folder
   */
  public boolean hasFolder(String name) {
    return attempt(() -> files.exists(at(name)) && files.getFileStatus(at(name)).isDirectory());
  }

  /**
   * @param name of a file in this folder
   * @return its bytes
   * @throws BadDataException when the file system itself finds them damaged
   */
  public byte[] bytes(String name) {
    return attempt(
        () -> {
          try (FSDataInputStream in = open(name)) {
            return in.readAllBytes();
          } catch (ChecksumException e) {
            throw new BadDataException(this + "/" + name + ": damaged: " + e.getMessage(), e);
          }
        });
  }

  /**
   * Reads a file as a stream.
   *
   * @param <T> what the reader returns
   * @param name of a file in this folder
   * @param reader of its content
   * @return what the reader returned
   * @throws IOException the reader's or the file system's own, so that the caller can tell damage
   */
  public <T> T read(String name, Reader<T> reader) throws IOException {
    try (FSDataInputStream in = open(name)) {
      return reader.read(in);
    }
  }

  private FSDataInputStream open(String name) throws IOException {
    try {
      return files.open(at(name));
    } catch (FileNotFoundException e) {
      LocalRights.requireReadable(files, at(name));
      throw e;
    }
  }

  /**
   * Removes a file, if it is there.
   *
   * @param name of a file in this folder
   */
  public void delete(String name) {
    attempt(
        () -> {
          Path place = at(name);
          Optional<java.nio.file.Path> disk = LocalDisk.path(files, place);
          if (disk.isPresent()) {
            Files.deleteIfExists(LocalDisk.sums(disk.get()));
          }
          if (lease != null) {
            Fenced.delete(folder(name));
            return null;
          }
          return files.delete(place, false);
        });
  }

  /**
   * @return the names of the files in this folder; none where it is not there
   */
  public List<String> fileNames() {
    return names(FileStatus::isFile);
  }

  /**
   * @return the names of all that is in this folder; none where it is not there
   */
  public List<String> names() {
    return names(status -> true);
  }

  /**
   * @return the folders in this one, by name
   */
  public List<Folder> folders() {
    return names(FileStatus::isDirectory).stream().map(this::folder).toList();
  }

  private List<String> names(Predicate<FileStatus> wanted) {
    return attempt(
        () ->
            !files.exists(path)
                ? List.<String>of()
                : Arrays.stream(files.listStatus(path))
                    .filter(wanted)
                    .map(status -> status.getPath().getName())
                    .sorted()
                    .toList());
  }

  /**
   * @param name of a file in this folder
   * @return its length in bytes
   */
  public long size(String name) {
    return attempt(() -> files.getFileStatus(at(name)).getLen());
  }

  /**
   * @return the length in bytes of all files in this folder and below it; 0 where it is not there
   */
  public long totalSize() {
    return attempt(() -> files.exists(path) ? files.getContentSummary(path).getLength() : 0);
  }

  /**
   * @param name of a file in this folder
   * @return when it was last written, milliseconds since 1970
   */
  public long modified(String name) {
    return attempt(() -> files.getFileStatus(at(name)).getModificationTime());
  }

  /**
   * @param name of a file in this folder
   * @return its text, in UTF-8
   */
  public String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /**
   * Writes a file whole, over an older one if there is one.
   *
   * @param name of the file
   * @param bytes that it holds
   */
  public void write(String name, byte[] bytes) {
    write(name, out -> out.write(bytes));
  }

  /**
   * Writes a file whole, over an older one if there is one.
   *
   * @param name of the file
   * @param writer of what it holds
   */
  public void write(String name, Writer writer) {
    attempt(
        () -> {
          if (lease == null) {
            WholeFile.write(this, name, writer);
          } else {
            Fenced.write(this, name, writer);
          }
          return null;
        });
  }

  /**
   * @param name of the file
   * @param text that it holds, written in UTF-8
   */
  public void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes the folder, and those above it, where it is not there. */
  public void create() {
    attempt(
        () -> {
          Optional<java.nio.file.Path> disk = disk();
          if (lease != null) {
            Fenced.create(this);
          } else if (disk.isPresent()) {
            LocalDisk.create(disk.get());
          } else if (!files.mkdirs(path)) {
            throw new IOException(this + " cannot be made");
          }
          return null;
        });
  }

  /**
   * Whether a folder here is renamed in one step that others see done or not done.
   *
   * @return false on object stores that rename by copying, file by file
   */
  public boolean renamesAtOnce() {
    return attempt(() -> AtomicRename.at(files, path));
  }

  /**
   * Gives this folder another's place in one step.
   *
   * @param place on the same file system, where nothing is
   * @throws IOException when something is there
   */
  void moveTo(Folder place) throws IOException {
    Optional<java.nio.file.Path> disk = disk();
    if (disk.isPresent()) {
      LocalDisk.move(disk.get(), place.disk().orElseThrow());
    } else {
      FileContext.getFileContext(path.toUri(), files.getConf()).rename(path, place.path);
    }
  }

  /** Removes the folder and all in it, if it is there. */
  public void delete() {
    attempt(
        () -> {
          if (lease == null) {
            files.delete(path, true);
          } else {
            Fenced.delete(this);
          }
          return null;
        });
  }

  /** The same place, to be written by anybody. */
  Folder unfenced() {
    return new Folder(files, path);
  }

  /**
   * Takes the run in this folder, so that no other process writes it. Who had it before is waited
   * for, unless that one has let go, is a process of this machine that is gone, or was an attempt
   * of the same application before; and is taken for dead after {@link Lease#STALE} without a sign
   * of life.
   *
   * @param application that this process is an attempt of
   * @return this folder, to be written by its owner until {@link #letGo}; as it is, and a line in
   *     the log, where the store cannot tell who was first
   * @throws org.diabolo.job.NotOwnerException when another process has it, and lives
   */
  public Folder taken(Application application) {
    return LeaseTaking.take(this, application);
  }

  /**
   * Takes the run in this folder if nobody has ever had it.
   *
   * @param application that this process is an attempt of
   * @return as {@link #taken}; nothing when somebody has had it
   */
  public Optional<Folder> takenFirst(Application application) {
    return LeaseTaking.takeNew(this, application);
  }

  /**
   * @return which process has taken this folder and not let go; nothing where nobody has
   */
  public Optional<Owner> owner() {
    return attempt(
        () ->
            new Leases(this)
                .owner()
                .filter(owner -> !owner.isReleased())
                .map(owner -> Owner.of(owner, Lease.stale(files.getConf()))));
  }

  /** Lets go of a run that this process has taken; nothing else is written by this folder then. */
  public void letGo() {
    if (lease != null) {
      lease.close();
    }
  }

  /**
   * @throws org.diabolo.job.NotOwnerException when the folder was taken and another process is
   *     known to have it now
   */
  public void requireOwned() {
    if (lease != null) {
      lease.require();
    }
  }

  /**
   * @param failure of any work in this folder
   * @return the same; where another process has taken this folder over, which may be why it failed,
   *     a {@link org.diabolo.job.NotOwnerException}
   */
  public RuntimeException explained(RuntimeException failure) {
    return lease == null ? failure : lease.explained(failure);
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted"));
    }
  }

  static <T> T attempt(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return Secrets.redacted(path.toString().replaceFirst("^file:/+", "/"));
  }
}
