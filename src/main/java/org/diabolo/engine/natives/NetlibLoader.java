package org.diabolo.engine.natives;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads a copy of netlib's classes, and of ours that are written against them, for one caller. Two
 * reasons. Netlib binds one library in a JVM, and the first to ask decides which: with a copy our
 * products and Spark ML's take nothing from each other. And the netlib that Spark brings (3.0.3)
 * opens a library for the whole process to see; the copy is of a newer one (3.2.0), which does not.
 */
final class NetlibLoader extends ClassLoader {
  /** Where the build unpacks the newer netlib, classes and native parts. */
  private static final String COPY = "META-INF/netlib/";

  private static final String NETLIB = "dev.ludovic.netlib.";

  /** What its native part looks for; without Spark nobody else has it. */
  private static final String BOXES = "org.netlib.util.";

  private static final String OURS = NetlibLoader.class.getPackageName() + ".netlib.";

  /** A file that is not there: netlib then computes in Java. */
  static final String NONE = "/nonexistent/no-native-library";

  private static final String BLAS_FILE = "dev.ludovic.netlib.blas.nativeLibPath";

  /** Tells of each variant of Java's that it does without. Kept, or the level would be lost. */
  private static final Logger NETLIB_LOG = Logger.getLogger("dev.ludovic.netlib");

  private NetlibLoader(ClassLoader parent) {
    super(parent);
  }

  /**
   * @return bindings to what the system properties name now
   */
  static synchronized Bindings bindings() {
    Level before = NETLIB_LOG.getLevel();
    NETLIB_LOG.setLevel(Level.OFF);
    try {
      NetlibLoader loader = new NetlibLoader(NetlibLoader.class.getClassLoader());
      Class<?> bindings = loader.loadClass(OURS + "NetlibBindings");
      return (Bindings) bindings.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("netlib's classes are not whole: " + e, e);
    } finally {
      NETLIB_LOG.setLevel(before);
    }
  }

  /**
   * @param blas the library that the bindings take for BLAS; the property that says so is Spark
   *     ML's
   */
  static synchronized Bindings bindings(String blas) {
    String before = System.setProperty(BLAS_FILE, blas);
    try {
      return bindings();
    } finally {
      if (before == null) {
        System.clearProperty(BLAS_FILE);
      } else {
        System.setProperty(BLAS_FILE, before);
      }
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean netlib = name.startsWith(NETLIB) || name.startsWith(BOXES);
    if (!netlib && !name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null
          ? loaded
          : define(name, (netlib ? COPY : "") + name.replace('.', '/') + ".class");
    }
  }

  private Class<?> define(String name, String resource) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(resource)) {
      if (in == null) {
        throw new ClassNotFoundException(name + ": no " + resource + " on the class path");
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** Netlib asks its own loader for its native part. */
  @Override
  public URL getResource(String name) {
    URL copy = getParent().getResource(COPY + name);
    return copy != null ? copy : super.getResource(name);
  }
}
