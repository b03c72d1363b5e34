package org.diabolo.engine.natives;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens native libraries with flags of our own, for as long as this JVM lives. */
final class Libraries {
  /** Of dlfcn.h: bound at the first call, and for nobody else to see. */
  static final int LAZY = 1;

  /** Of dlfcn.h: finds its own symbols before those that the whole process sees. */
  static final int DEEPBIND = 8;

  /** For good: what JNA's caller lets go, it unloads. */
  private static final List<NativeLibrary> OPEN = new ArrayList<>();

  private Libraries() {}

  /**
   * @param file a path, or a name that the system's loader knows
   * @throws UnsatisfiedLinkError when it is not there or cannot be loaded
   */
  static synchronized NativeLibrary open(String file, int flags) {
    NativeLibrary library =
        NativeLibrary.getInstance(file, Map.of(Library.OPTION_OPEN_FLAGS, flags));
    OPEN.add(library);
    return library;
  }
}
