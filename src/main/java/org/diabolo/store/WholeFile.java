package org.diabolo.store;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** How one file is written so that others find it whole, or as it was before, or not at all. */
final class WholeFile {
  private WholeFile() {}

  /** Writes a file, over an older one if there is one. */
  static void write(Folder folder, String name, Folder.Writer writer) throws IOException {
    FileSystem files = folder.files();
    Path place = folder.at(name);
    Optional<java.nio.file.Path> disk = LocalDisk.path(files, place);
    if (disk.isPresent()) {
      LocalDisk.write(disk.get(), writer);
    } else if (AtomicRename.at(files, folder.path())) {
      // One name for all attempts, so that the next takes what one that died has left.
      Path hidden = folder.at("." + name + ".diabolo");
      try (FSDataOutputStream out = files.create(hidden, true)) {
        writer.write(out);
      } catch (IOException | RuntimeException | Error e) {
        try {
          files.delete(hidden, false);
        } catch (IOException also) {
          e.addSuppressed(also);
        }
        throw e;
      }
      replace(folder, hidden, place);
    } else {
      put(files, place, writer);
    }
  }

  /** Moves a file to its place in one step, over an older one if there is one. */
  static void replace(Folder folder, Path from, Path place) throws IOException {
    Optional<java.nio.file.Path> disk = LocalDisk.path(folder.files(), from);
    if (disk.isPresent()) {
      LocalDisk.replace(disk.get(), LocalDisk.path(folder.files(), place).orElseThrow());
    } else {
      FileContext.getFileContext(folder.path().toUri(), folder.files().getConf())
          .rename(from, place, Options.Rename.OVERWRITE);
    }
  }

  /** Not try-with-resources: closing is what makes the file appear. */
  private static void put(FileSystem files, Path place, Folder.Writer writer) throws IOException {
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
}
