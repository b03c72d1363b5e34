package org.diabolo.engine.natives;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where JavaCPP unpacks native libraries: one directory for each host and user, below
 * java.io.tmpdir. JavaCPP's own choice is the home directory, which executors on a cluster may not
 * have, or share with other hosts.
 */
final class LibraryCache {
  private static final Logger LOG = LoggerFactory.getLogger(LibraryCache.class);
  private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";
  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

  private LibraryCache() {}

  /** Sets JavaCPP's property, unless the user has. */
  static void choose() {
    if (System.getProperty(PROPERTY) != null
        || System.getProperty("org.bytedeco.javacpp.cacheDir") != null) {
      return;
    }
    Path folder = folder(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
    try {
      if (usable(folder)) {
        Path ours = Files.createDirectories(folder.resolve(contents()));
        System.setProperty(PROPERTY, ours.toString());
        // JNA's default is a folder with a name that anybody can guess and make.
        System.getProperties().putIfAbsent("jna.tmpdir", ours.toString());
      } else {
        LOG.warn(
            "{} is not this user's alone, so native libraries are not unpacked there; remove it, or"
                + " name another directory by -D{}=...",
            folder,
            PROPERTY);
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("{} cannot be made, JavaCPP chooses", folder, e);
    }
  }

  /**
   * Names what will be unpacked by its checksums in the jars: JavaCPP takes a file of the same
   * name, size and date for the same file, and another version's must never be.
   */
  static String contents() throws IOException {
    CRC32 sum = new CRC32();
    String platform = Loader.getPlatform();
    for (String library :
        List.of(
            "org/bytedeco/openblas/" + platform + "/libopenblas.so.0",
            "org/bytedeco/javacpp/" + platform + "/libjnijavacpp.so",
            "org/nd4j/linalg/cpu/nativecpu/bindings/" + platform + "/libnd4jcpu.so")) {
      URL found = LibraryCache.class.getClassLoader().getResource(library);
      if (found != null && found.openConnection() instanceof JarURLConnection jar) {
        sum.update(Long.toHexString(jar.getJarEntry().getCrc()).getBytes(StandardCharsets.UTF_8));
      }
    }
    return Long.toHexString(sum.getValue());
  }

  static Path folder(Path temporary) {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
    return temporary.resolve("diabolo-natives-" + user);
  }

  /**
   * Anybody may write to /tmp, and what lies in the cache is run: a directory that another user
   * made, or can write to, is none for us.
   */
  static boolean usable(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OURS));
      return true;
    } catch (FileAlreadyExistsException e) {
      PosixFileAttributes found =
          Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isDirectory()
          && found.owner().equals(us(folder))
          && OURS.containsAll(found.permissions());
    }
  }

  /** Whose files ours are: the name in user.name need not be the file system's. */
  private static UserPrincipal us(Path folder) throws IOException {
    Path fresh = Files.createTempFile(folder.toAbsolutePath().getParent(), "diabolo-", ".owner");
    try {
      return Files.getOwner(fresh);
    } finally {
      Files.delete(fresh);
    }
  }
}
