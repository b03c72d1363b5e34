package org.diabolo.testing;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk with an object store's manners, under the scheme {@code copying}: a file appears
 * when its stream is closed, and a folder is renamed by copying file after file. It stands in where
 * no store can be started; the acceptance tests use a real one.
 */
public final class CopyingFiles extends DyingFiles {
  private static final URI ROOT = URI.create("copying:///");

  /** Makes paths with this scheme known. */
  public static void register(Configuration configuration) {
    configuration.set("fs.copying.impl", CopyingFiles.class.getName());
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    if (!overwrite && exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    return new FSDataOutputStream(new Upload(pathToFile(file)), null);
  }

  @Override
  public FSDataOutputStream createNonRecursive(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    return create(file, overwrite, buffer, replication, block, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (!exists(from)) {
      return false;
    }
    File target = pathToFile(to);
    copy(pathToFile(from), target.isDirectory() ? new File(target, from.getName()) : target);
    return delete(from, true);
  }

  private static void copy(File from, File to) throws IOException {
    if (from.isDirectory()) {
      Files.createDirectories(to.toPath());
      File[] files = from.listFiles();
      Arrays.sort(files);
      for (File file : files) {
        copy(file, new File(to, file.getName()));
      }
    } else {
      step("copy " + from);
      Files.createDirectories(to.toPath().getParent());
      Files.copy(from.toPath(), to.toPath());
    }
  }

  /** What is sent at the end. */
  private static final class Upload extends ByteArrayOutputStream
      implements Abortable, StreamCapabilities {
    private final File place;
    private boolean done;

    Upload(File place) {
      this.place = place;
    }

    @Override
    public void close() throws IOException {
      if (!done) {
        done = true;
        step("put " + place);
        Files.createDirectories(place.toPath().getParent());
        Files.write(place.toPath(), toByteArray());
      }
    }

    @Override
    public AbortableResult abort() {
      boolean was = done;
      done = true;
      return new AbortableResult() {
        @Override
        public boolean alreadyClosed() {
          return was;
        }

        @Override
        public IOException anyCleanupException() {
          return null;
        }
      };
    }

    @Override
    public boolean hasCapability(String capability) {
      return capability.equals(ABORTABLE_STREAM);
    }
  }
}
