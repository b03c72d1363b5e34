package org.diabolo.rows.files;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Another file system's Parquet files with {@linkplain PlainFooter plain footers}, to be read only:
 * {@code plain+hdfs://host/a} is {@code hdfs://host/a}. Spark's reader takes a footer from nowhere
 * but the file.
 */
final class PlainFooters extends FileSystem {
  private static final String PREFIX = "plain+";

  private FileSystem inner;
  private URI uri;

  /** The name here of a file elsewhere. */
  static String path(String there) {
    return PREFIX + there;
  }

  /** The setting by which Hadoop knows this file system for what lies in another. */
  static String setting(URI there) {
    return "fs." + PREFIX + there.getScheme() + ".impl";
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    inner = there(new Path(name)).getFileSystem(conf);
    String authority = name.getRawAuthority();
    uri = URI.create(name.getScheme() + "://" + (authority == null ? "/" : authority));
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    PlainFooter footer = PlainFooter.of(inner, inner.getFileStatus(there(path)));
    return new FSDataInputStream(new Patched(inner.open(there(path), bufferSize), footer));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return here(inner.getFileStatus(there(path)));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FileStatus[] statuses = inner.listStatus(there(path));
    FileStatus[] mine = new FileStatus[statuses.length];
    for (int i = 0; i < mine.length; i++) {
      mine[i] = here(statuses[i]);
    }
    return mine;
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length)
      throws IOException {
    return inner.getFileBlockLocations(there(file.getPath()), start, length);
  }

  private static Path there(Path here) {
    return new Path(here.toString().substring(PREFIX.length()));
  }

  private static FileStatus here(FileStatus there) throws IOException {
    FileStatus here = new FileStatus(there);
    here.setPath(new Path(path(there.getPath().toString())));
    return here;
  }

  /** A file in which one piece reads otherwise. */
  private static final class Patched extends FSInputStream {
    private final FSDataInputStream in;
    private final PlainFooter footer;

    Patched(FSDataInputStream in, PlainFooter footer) {
      this.in = in;
      this.footer = footer;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      long at = in.getPos();
      int n = in.read(buffer, offset, length);
      long from = Math.max(at, footer.start());
      long to = Math.min(at + n, footer.start() + footer.bytes().length);
      if (from < to) {
        System.arraycopy(
            footer.bytes(),
            (int) (from - footer.start()),
            buffer,
            offset + (int) (from - at),
            (int) (to - from));
      }
      return n;
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long position) throws IOException {
      return in.seekToNewSource(position);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("files are only read here");
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress) {
    throw readOnly();
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw readOnly();
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw readOnly();
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw readOnly();
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    throw readOnly();
  }

  @Override
  public void setWorkingDirectory(Path folder) {
    throw readOnly();
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(uri.toString() + "/");
  }
}
