package org.diabolo.cli;

import java.io.File;
import java.net.URI;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk under a scheme that only a setting makes known. */
public final class OursFileSystem extends RawLocalFileSystem {
  @Override
  public URI getUri() {
    return URI.create("ours:///");
  }

  @Override
  public File pathToFile(Path path) {
    return new File(path.toUri().getPath());
  }
}
