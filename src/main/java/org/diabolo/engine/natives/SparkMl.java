package org.diabolo.engine.natives;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The BLAS and LAPACK of Spark ML: the system's, where it has some, and Java's otherwise. They are
 * none of ours, but the figures that models are compared with (PCA's) come from them.
 */
public final class SparkMl {
  private static final Logger LOG = LoggerFactory.getLogger(SparkMl.class);

  private static boolean checked;

  private SparkMl() {}

  /**
   * Compares the libraries that Spark ML is about to bind with plain Java, once a JVM, and has it
   * compute in Java, with a line that says so, where they are wrong. To be called before Spark ML
   * multiplies anything: what it has bound stays.
   */
  public static synchronized void check() {
    if (checked) {
      return;
    }
    checked = true;
    Natives.arithmetic();
    Optional<String> wrong = wrong();
    if (wrong.isPresent()) {
      LOG.warn(
          "the BLAS or LAPACK that Spark ML finds on this system computes wrongly ({}): Spark ML"
              + " computes in Java instead, slower; see docs/clusters.md",
          wrong.get());
      for (String library : List.of("blas", "lapack", "arpack")) {
        System.setProperty("dev.ludovic.netlib." + library + ".nativeLibPath", NetlibLoader.NONE);
      }
    }
  }

  /** Netlib tells of each library that is not there, so it is asked only for those that are. */
  private static Optional<String> wrong() {
    if (!isThere("blas")) {
      return Optional.empty();
    }
    Bindings found = NetlibLoader.bindings();
    Optional<String> wrong = found.wrongBlas();
    return wrong.isPresent() || !isThere("lapack") ? wrong : found.wrongLapack();
  }

  private static boolean isThere(String library) {
    String named = System.getProperty("dev.ludovic.netlib." + library + ".nativeLib");
    String file =
        System.getProperty(
            "dev.ludovic.netlib." + library + ".nativeLibPath",
            named == null ? "lib" + library + ".so.3" : named);
    try {
      Libraries.open(file, Libraries.LAZY);
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }
}
