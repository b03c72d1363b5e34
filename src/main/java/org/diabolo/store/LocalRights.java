package org.diabolo.store;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;

/**
 * Rights to files of this machine's. Hadoop says of one that may not be read that it is not there,
 * as Java's streams do.
 */
public final class LocalRights {
  private LocalRights() {}

  /**
   * @param files the file system
   * @param path of a file or folder, which need not be there
   * @throws AccessDeniedException when it is on a disk of this machine, and it or a folder above it
   *     may not be read by this user
   */
  public static void requireReadable(FileSystem files, org.apache.hadoop.fs.Path path)
      throws AccessDeniedException {
    Optional<Path> disk = LocalDisk.path(LocalDisk.withoutSums(files), path);
    Path seen = disk.orElse(null);
    while (seen != null && !Files.exists(seen)) {
      seen = seen.getParent();
    }
    if (seen == null) {
      return;
    }
    boolean itself = seen.equals(disk.get());
    if (itself && !Files.isReadable(seen) || Files.isDirectory(seen) && !Files.isExecutable(seen)) {
      throw new AccessDeniedException(seen.toString());
    }
  }
}
