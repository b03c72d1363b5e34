package org.diabolo.engine.natives;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/** Native libraries in files, where JavaCPP looks for them. */
final class Unpacked {
  private Unpacked() {}

  /**
   * Unpacks a library as JavaCPP does, unless it is there.
   *
   * @param binding the class of JavaCPP's that comes with it
   * @param name of the file; JavaCPP knows some by another name than the jar does
   * @return empty where the class path has none for this platform
   */
  static Optional<File> file(Class<?> binding, String library, String name) throws IOException {
    URL found = Loader.findResource(binding, Loader.getPlatform() + "/" + library);
    return found == null
        ? Optional.empty()
        : Optional.ofNullable(Loader.cacheResource(new URL(found + "#" + name)));
  }
}
