package org.diabolo.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of a disk of this machine. Hadoop puts a file of sums beside each ({@code .NAME.crc}), and
 * replaces the two one after the other: who dies between them leaves a file that cannot be read. So
 * nothing here has sums beside it, and a file is replaced by one call of the operating system.
 */
final class LocalDisk {
  private static final Logger LOG = LoggerFactory.getLogger(LocalDisk.class);
  private static final int BUFFER = 1 << 16;
  private static final Pattern PART = Pattern.compile("\\..+" + Unique.ENDING);

  private LocalDisk() {}

  /**
   * @return the same files without sums beside them
   */
  static FileSystem withoutSums(FileSystem files) {
    return files instanceof ChecksumFileSystem summed ? summed.getRawFileSystem() : files;
  }

  /**
   * @return the path as the disk has it; nothing when it is no disk of this machine
   */
  static Optional<Path> path(FileSystem files, org.apache.hadoop.fs.Path path) {
    return files instanceof RawLocalFileSystem raw && "file".equals(raw.getUri().getScheme())
        ? Optional.of(raw.pathToFile(path).toPath().toAbsolutePath())
        : Optional.empty();
  }

  /**
   * Makes a folder, and those above it, where it is not there.
   *
   * @throws NotDirectoryException when a file stands in the way
   * @throws AccessDeniedException when this user may not, or the disk is for reading only
   */
  static void create(Path folder) throws IOException {
    // Not createDirectories alone, which refuses a link to a folder.
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (FileSystemException e) {
      Path seen = folder;
      while (!Files.exists(seen)) {
        seen = seen.getParent();
      }
      if (!Files.isDirectory(seen)) {
        throw new NotDirectoryException(seen.toString());
      }
      if (!Files.isWritable(seen)) {
        throw new AccessDeniedException(seen.toString());
      }
      throw e;
    }
  }

  /**
   * Writes a file whole, over an older one if there is one; the disk has its content before it has
   * its name.
   */
  static void write(Path place, Folder.Writer writer) throws IOException {
    Path folder = place.getParent();
    create(folder);
    sweep(folder);
    while (true) {
      Path part = folder.resolve("." + Unique.name(place.getFileName().toString()));
      Optional<HeldFile> created = HeldFile.create(part);
      if (created.isPresent()) {
        try (HeldFile file = created.get()) {
          write(file.channel(), writer);
          replace(part, place);
        } catch (IOException | RuntimeException | Error e) {
          Files.deleteIfExists(part);
          throw e;
        }
        return;
      }
    }
  }

  /** Writes a file that is not there; the disk has its content at the end. */
  static void writeNew(Path file, Folder.Writer writer) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      write(channel, writer);
    }
  }

  private static void write(FileChannel file, Folder.Writer writer) throws IOException {
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
    writer.write(out);
    out.flush();
    file.force(true);
  }

  /** Moves a file to its place, over an older one if there is one. */
  static void replace(Path from, Path place) throws IOException {
    // Sums that Hadoop's own way has left are not the new content's.
    Files.deleteIfExists(sums(place));
    move(from, place);
  }

  /** Removes what processes that died while they wrote a file have left in a folder. */
  private static void sweep(Path folder) {
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(folder, path -> PART.matcher(name(path)).matches())) {
      for (Path part : parts) {
        if (Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
          HeldFile.sweep(part, () -> Files.deleteIfExists(part));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("not cleaned: {}", folder, e);
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  /** Moves a file over another one, or a folder to where there is none, in one step. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where Hadoop keeps a file's sums. */
  static Path sums(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".crc");
  }
}
