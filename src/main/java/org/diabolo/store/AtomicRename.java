package org.diabolo.store;

import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Which file systems move a file or a whole folder in one step that others see done or not done.
 *
 * <p>Only those that are known to are taken for such. All others are treated as object stores,
 * where renaming is copying object after object, and an object appears whole when its stream is
 * closed. Ozone ({@code ofs}, {@code o3fs}) is among them: only some of its buckets rename a folder
 * in one step, while a key appears at its close in all of them.
 */
final class AtomicRename {
  private AtomicRename() {}

  /**
   * @param path that is to be written, which need not exist
   */
  static boolean at(FileSystem files, Path path) throws IOException {
    return switch (scheme(files.getUri().getScheme())) {
        // One call of the operating system.
      case "file" -> true;
        // One entry of the name node's journal, whichever protocol asks for it.
      case "hdfs", "webhdfs", "swebhdfs" -> true;
        // A table of mounts: what counts is what is mounted there.
      case "viewfs" -> atMount(files, path);
        // With a hierarchical namespace only, which is also what gives it access control lists.
      case "abfs", "abfss" -> files.hasPathCapability(path, CommonPathCapabilities.FS_ACLS);
      default -> false;
    };
  }

  private static boolean atMount(FileSystem files, Path path) throws IOException {
    Path there = path;
    while (there.getParent() != null && !files.exists(there)) {
      there = there.getParent();
    }
    Path target = files.resolvePath(there);
    return !scheme(target.toUri().getScheme()).equals("viewfs")
        && at(target.getFileSystem(files.getConf()), target);
  }

  private static String scheme(String scheme) {
    return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
  }
}
