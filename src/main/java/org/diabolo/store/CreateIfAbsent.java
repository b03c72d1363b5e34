package org.diabolo.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates a small file if there is none of its name: of all who try at once one succeeds, in
 * whichever process and on whichever machine.
 *
 * <p>On a disk of this machine by a hard link, on HDFS by a rename that fails where its target is,
 * both of a file that is whole. Where a disk has no hard links, and on {@code abfs}, whose rename
 * looks first and moves then, the name is taken first and the content follows: who reads the file
 * must be content with a part of it. On {@code s3a} by {@linkplain ConditionalPut a condition} that
 * not every server heeds.
 */
public final class CreateIfAbsent {
  private static final Logger LOG = LoggerFactory.getLogger(CreateIfAbsent.class);
  private static final Pattern PART = Pattern.compile("\\.(.+)" + Unique.ENDING);

  private final Folder folder;
  private final Optional<ConditionalPut> put;

  private CreateIfAbsent(Folder folder, Optional<ConditionalPut> put) {
    this.folder = folder;
    this.put = put;
  }

  /**
   * @param folder that is there
   * @return how a file is created in it; nothing where that cannot be
   * @throws IOException of the store
   */
  public static Optional<CreateIfAbsent> in(Folder folder) throws IOException {
    if (folder.renamesAtOnce()) {
      return Optional.of(new CreateIfAbsent(folder, Optional.empty()));
    }
    Optional<ConditionalPut> put = ConditionalPut.of(folder.files());
    return put.isPresent() && put.get().isHeeded(folder)
        ? Optional.of(new CreateIfAbsent(folder, put))
        : Optional.empty();
  }

  /**
   * @param name of the file
   * @param content which nobody else would write
   * @return whether this call has created it
   * @throws IOException of the store, after which it may have been created
   */
  public boolean create(String name, byte[] content) throws IOException {
    boolean created;
    Optional<java.nio.file.Path> disk = LocalDisk.path(folder.files(), folder.at(name));
    if (disk.isPresent()) {
      created = link(disk.get(), content);
    } else if (put.isPresent()) {
      created = put.get().create(folder.at(name), content);
    } else if (scheme().startsWith("abfs")) {
      created = take(folder.at(name), content);
    } else {
      created = rename(folder.at(name), content);
    }
    if (created && put.isEmpty()) {
      clear();
    }
    // An answer may be lost on its way, after which the question is asked again.
    return created || folder.has(name) && Arrays.equals(folder.bytes(name), content);
  }

  /**
   * Removes what others have left who died before it had its name, or come too late: its name is
   * given. A file that cannot be removed is not worth a failure of what is done.
   */
  private void clear() {
    try {
      Set<String> names = Set.copyOf(folder.names());
      for (String name : names) {
        Matcher part = PART.matcher(name);
        if (part.matches() && names.contains(part.group(1))) {
          folder.unfenced().delete(name);
        }
      }
    } catch (UncheckedIOException e) {
      LOG.debug("{}", folder, e);
    }
  }

  private String scheme() {
    return String.valueOf(folder.files().getUri().getScheme()).toLowerCase(Locale.ROOT);
  }

  private static boolean link(java.nio.file.Path place, byte[] content) throws IOException {
    java.nio.file.Path part =
        place.resolveSibling("." + Unique.name(place.getFileName().toString()));
    try {
      LocalDisk.writeNew(part, out -> out.write(content));
      Files.createLink(place, part);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      if (Files.exists(part)) {
        return take(place, content);
      }
      // Who was first may have removed it.
      if (Files.exists(place)) {
        return false;
      }
      throw e;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Where there are no hard links. */
  static boolean take(java.nio.file.Path place, byte[] content) throws IOException {
    try {
      LocalDisk.writeNew(place, out -> out.write(content));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private boolean rename(Path place, byte[] content) throws IOException {
    FileSystem files = folder.files();
    Path part = folder.at("." + Unique.name(place.getName()));
    try {
      take(part, content);
      FileContext.getFileContext(place.toUri(), files.getConf()).rename(part, place);
      return true;
    } catch (IOException e) {
      files.delete(part, false);
      // It was there, or who was first has removed the part.
      if (files.exists(place)) {
        return false;
      }
      throw e;
    }
  }

  private boolean take(Path place, byte[] content) throws IOException {
    try (FSDataOutputStream out = folder.files().create(place, false)) {
      out.write(content);
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
  }
}
