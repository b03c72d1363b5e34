package org.diabolo.testing;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
 * if it had died. A step is a folder made, a file created, its content written, a rename, a file or
 * empty folder removed; folders are removed file by file. Of a content that is on its way at the
 * death half comes to pass.
 */
public class DyingFiles extends RawLocalFileSystem {
  private static final List<String> STEPS = new ArrayList<>();
  private static final Look NONE = (steps, next) -> {};
  private static int last = Integer.MAX_VALUE;
  private static Look look = NONE;

  /** Something done while no other step can begin: the files are what a process leaves here. */
  @FunctionalInterface
  public interface Look {
    /**
     * @param steps that were done
     * @param next step, before which a process may die
     */
    void at(int steps, String next) throws IOException;
  }

  /** What Hadoop renames by, where a rename may not replace anything. */
  public static final class Context extends DelegateToFileSystem {
    Context(URI root, Configuration configuration) throws IOException, URISyntaxException {
      super(root, new DyingFiles(), configuration, ROOT.getScheme(), false);
    }

    /** As HDFS does; Hadoop's own way removes the target first. */
    @Override
    public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
      File target = new File(to.toUri().getPath());
      if (!overwrite || !target.isFile()) {
        super.renameInternal(from, to, overwrite);
        return;
      }
      File source = new File(from.toUri().getPath());
      // Or it would not be said that there is none.
      getFileStatus(from);
      step("rename " + from + " over " + to);
      Files.move(source.toPath(), target.toPath(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static final URI ROOT = URI.create("hdfs:///");

  public static DyingFiles open() throws IOException {
    DyingFiles files = new DyingFiles();
    Configuration configuration = new Configuration();
    register(configuration);
    files.initialize(ROOT, configuration);
    return files;
  }

  /** Makes this what paths with the scheme of HDFS lead to. */
  public static void register(Configuration configuration) {
    configuration.set("fs.hdfs.impl", DyingFiles.class.getName());
    configuration.set("fs.hdfs.impl.disable.cache", "true");
    configuration.set("fs.AbstractFileSystem.hdfs.impl", Context.class.getName());
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  /** From now on so many steps succeed and none after them. */
  public static void dieAfter(int steps) {
    synchronized (STEPS) {
      STEPS.clear();
      last = steps;
      look = NONE;
    }
  }

  /** From now on all steps succeed, and before each the files are looked at. */
  public static void liveAnd(Look other) {
    synchronized (STEPS) {
      live();
      look = other;
    }
  }

  /** The next process lives on. */
  public static void live() {
    dieAfter(Integer.MAX_VALUE);
  }

  /** How many there were, or were tried. */
  public static int steps() {
    return told().size();
  }

  /** What was done, or tried. */
  public static List<String> told() {
    synchronized (STEPS) {
      return List.copyOf(STEPS);
    }
  }

  /** The step that was the first not to come to pass; nothing before the death. */
  public static Optional<String> death() {
    synchronized (STEPS) {
      return STEPS.size() > last ? Optional.of(STEPS.get(last)) : Optional.empty();
    }
  }

  /**
   * Something is about to be done to the files.
   *
   * @throws IOException where it must not be done
   */
  static void step(String what) throws IOException {
    synchronized (STEPS) {
      look.at(STEPS.size(), what);
      STEPS.add(what);
      if (STEPS.size() > last) {
        throw new IOException("died before " + what);
      }
    }
  }

  private static boolean isAlive() {
    synchronized (STEPS) {
      return STEPS.size() <= last;
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
  protected OutputStream createOutputStreamWithMode(
      Path file, boolean append, FsPermission permission) throws IOException {
    step("create " + file);
    return new Content(file, super.createOutputStreamWithMode(file, append, permission));
  }

  /** What is written at the end. */
  private static final class Content extends ByteArrayOutputStream {
    private final Path path;
    private final OutputStream file;
    private boolean done;

    Content(Path path, OutputStream file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public void close() throws IOException {
      if (done) {
        return;
      }
      done = true;
      int half = count / 2;
      try (file) {
        if (isAlive()) {
          file.write(buf, 0, half);
        }
        step("write " + path);
        file.write(buf, half, count - half);
      }
    }
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    step("rename " + from + " to " + to);
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
  protected boolean mkOneDirWithMode(Path path, File folder, FsPermission permission)
      throws IOException {
    if (!folder.exists()) {
      step("mkdir " + path);
    }
    return super.mkOneDirWithMode(path, folder, permission);
  }

  @Override
  public void setPermission(Path path, FsPermission permission) {
    // There are none.
  }
}
