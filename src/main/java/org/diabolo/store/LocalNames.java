package org.diabolo.store;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Local files by any name. Hadoop looks beside a file for its sums and cannot make the name of
 * those where the file's has a colon, as in {@code 2024-01-01T10:00.csv}; so nothing was ever
 * written there. A name that is not in the encoding of this process is left out of its lists
 * without a word.
 */
public final class LocalNames extends LocalFileSystem {
  /** What Java puts in the place of bytes that are no character. */
  private static final char REPLACEMENT = '\uFFFD';

  /**
   * Other file systems must not hear of it: S3A keeps the options that it was first opened with,
   * uses them for its own files on the local disk, and looks for classes where those of an
   * application on a cluster are not found (HADOOP-17372).
   *
   * @param read the file system that is read
   * @param hadoop the configuration of a session
   * @return options with which a reader of Spark's uses this; none where other files than local
   *     ones are read, or the session's local files are not Hadoop's usual ones
   */
  public static Map<String, String> options(FileSystem read, Configuration hadoop) {
    if (!read.getUri().getScheme().equals("file")) {
      return Map.of();
    }
    try {
      return FileSystem.getFileSystemClass("file", hadoop) == LocalFileSystem.class
          ? Map.of("fs.file.impl", LocalNames.class.getName(), "fs.file.impl.disable.cache", "true")
          : Map.of();
    } catch (IOException e) {
      // Whoever asks for such a file will be told.
      return Map.of();
    }
  }

  @Override
  public FSDataInputStream open(Path file, int buffer) throws IOException {
    return file.getName().indexOf(':') < 0
        ? super.open(file, buffer)
        : getRawFileSystem().open(file, buffer);
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    String[] names = pathToFile(folder).list();
    if (names != null) {
      for (String name : names) {
        if (name.indexOf(REPLACEMENT) >= 0 && !new File(pathToFile(folder), name).exists()) {
          throw new IOException(
              folder
                  + ": the name of the file "
                  + name
                  + " cannot be read in the encoding of this process (rename it, or use UTF-8)");
        }
      }
    }
    return super.listStatus(folder);
  }
}
