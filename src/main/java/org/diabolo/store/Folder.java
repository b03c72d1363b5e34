package org.diabolo.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.diabolo.job.BadDataException;
import org.diabolo.job.Secrets;

/**
 * A folder on any Hadoop file system. A file appears whole or not at all: it is written under a
 * hidden name and renamed, or, where renaming is copying, it appears when its stream is closed. On
 * a disk of this machine no file has Hadoop's sums beside it.
 *
 * @param files the file system
 * @param path of the folder, with its scheme
 */
public record Folder(FileSystem files, Path path) {

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Writer {
    /**
     * @param out not to be closed
     */
    void write(OutputStream out) throws IOException;
  }

  /** Reads a file's content. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * @param in not to be closed
     */
    T read(InputStream in) throws IOException;
  }

  /** Work on files, which can fail. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** Of a disk of this machine, the files without sums beside them. */
  public Folder {
    files = LocalDisk.withoutSums(files);
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
          FileSystem files = LocalDisk.withoutSums(given.getFileSystem(configuration));
          return new Folder(files, files.makeQualified(given));
        });
  }

  /**
   * @param name of a folder in this one
   */
  public Folder folder(String name) {
    return new Folder(files, new Path(path, name));
  }

  /**
   * @param name of a folder beside this one
   */
  public Folder sibling(String name) {
    return new Folder(files, new Path(path.getParent(), name));
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

  /** The folder above, which the root has not. */
  Folder parent() {
    return new Folder(files, path.getParent());
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
   */
  public boolean has(String name) {
    return attempt(() -> files.exists(at(name)));
  }

  /**
   * @param name of a file in this folder
   * @return its bytes
   * @throws BadDataException when the file system itself finds them damaged
   */
  public byte[] bytes(String name) {
    return attempt(
        () -> {
          try (FSDataInputStream in = files.open(at(name))) {
            return in.readAllBytes();
          } catch (ChecksumException e) {
            throw new BadDataException(this + "/" + name + ": damaged: " + e.getMessage(), e);
          }
        });
  }

  /**
   * Reads a file as a stream.
   *
   * @param name of a file in this folder
   * @param reader of its content
   * @return what the reader returned
   * @throws IOException the reader's or the file system's own, so that the caller can tell damage
   */
  public <T> T read(String name, Reader<T> reader) throws IOException {
    try (FSDataInputStream in = files.open(at(name))) {
      return reader.read(in);
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
          return files.delete(place, false);
        });
  }

  /**
   * @return the names of the files in this folder; none where it is not there
   */
  public List<String> fileNames() {
    return attempt(
        () ->
            !files.exists(path)
                ? List.<String>of()
                : Arrays.stream(files.listStatus(path))
                    .filter(FileStatus::isFile)
                    .map(status -> status.getPath().getName())
                    .sorted()
                    .toList());
  }

  /**
   * @return the names of all that is in this folder; none where it is not there
   */
  public List<String> names() {
    return attempt(
        () ->
            !files.exists(path)
                ? List.<String>of()
                : Arrays.stream(files.listStatus(path))
                    .map(status -> status.getPath().getName())
                    .sorted()
                    .toList());
  }

  /**
   * @param name of a file in this folder
   * @return its length in bytes
   */
  public long size(String name) {
    return attempt(() -> files.getFileStatus(new Path(path, name)).getLen());
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
          Path place = at(name);
          Optional<java.nio.file.Path> disk = LocalDisk.path(files, place);
          if (disk.isPresent()) {
            LocalDisk.write(disk.get(), writer);
          } else if (AtomicRename.at(files, path)) {
            // One name for all attempts, so that the next takes what one that died has left.
            Path hidden = new Path(path, "." + name + ".diabolo");
            try (FSDataOutputStream out = files.create(hidden, true)) {
              writer.write(out);
            }
            FileContext.getFileContext(path.toUri(), files.getConf())
                .rename(hidden, place, Options.Rename.OVERWRITE);
          } else {
            put(place, writer);
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
    attempt(() -> files.mkdirs(path));
  }

  /** Whether a folder here is renamed in one step. */
  boolean renamesAtOnce() {
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
    attempt(() -> files.delete(path, true));
  }

  /**
   * @return the folders in this one, by name
   */
  public List<Folder> folders() {
    return attempt(
        () ->
            !files.exists(path)
                ? List.<Folder>of()
                : Arrays.stream(files.listStatus(path))
                    .filter(FileStatus::isDirectory)
                    .map(status -> new Folder(files, status.getPath()))
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList());
  }

  /** Not try-with-resources: closing is what makes the file appear. */
  private void put(Path place, Writer writer) throws IOException {
    FSDataOutputStream out = files.create(place, true);
    try {
      writer.write(out);
    } catch (IOException | RuntimeException | Error e) {
      // A stream that cannot be aborted is left open, as closing would show a cut-off file.
      if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        out.abort();
      }
      throw e;
    }
    out.close();
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
