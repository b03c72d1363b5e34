package org.diabolo.testing;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk in the place of a cluster's file system ({@code hdfs:}), from which a process is
 * cut off at a step of its choice: nothing that it does to the files from then on comes to pass, as
 * if it had died. Folders are removed file by file.
 */
public class DyingFiles extends RawLocalFileSystem {
  private static final AtomicInteger STEPS = new AtomicInteger();
  private static volatile int last = Integer.MAX_VALUE;

  /** What Hadoop renames by, where a rename may not replace anything. */
  public static final class Context extends DelegateToFileSystem {
    Context(URI root, Configuration configuration) throws IOException, URISyntaxException {
      super(root, new DyingFiles(), configuration, ROOT.getScheme(), false);
    }
  }

  private static final URI ROOT = URI.create("hdfs:///");

  public static DyingFiles open() throws IOException {
    DyingFiles files = new DyingFiles();
    Configuration configuration = new Configuration();
    configuration.set("fs.AbstractFileSystem.hdfs.impl", Context.class.getName());
    files.initialize(ROOT, configuration);
    return files;
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  /** From now on so many steps succeed and none after them. */
  public static void dieAfter(int steps) {
    STEPS.set(0);
    last = steps;
  }

  /** The next process lives on. */
  public static void live() {
    dieAfter(Integer.MAX_VALUE);
  }

  public static int steps() {
    return STEPS.get();
  }

  /** Something is about to be done to the files. */
  static void step(String what) throws IOException {
    if (STEPS.incrementAndGet() > last) {
      throw new IOException("died before " + what);
    }
  }

  @Override
  public FSDataOutputStream create(
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
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    step("create " + file);
    return super.create(file, overwrite, buffer, replication, block, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    step("rename " + from);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    File file = pathToFile(path);
    if (file.isDirectory() && recursive) {
      String[] names = file.list();
      Arrays.sort(names);
      for (String name : names) {
        delete(new Path(path, name), true);
      }
    }
    if (!file.exists()) {
      return false;
    }
    step("delete " + path);
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    step("mkdirs " + path);
    return super.mkdirs(path);
  }

  @Override
  public void setPermission(Path path, FsPermission permission) {
    // There are none.
  }
}
