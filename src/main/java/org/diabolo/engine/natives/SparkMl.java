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
    Bindings found = NetlibLoader.bindings();
    Optional<String> wrong = found.wrongBlas().or(found::wrongLapack);
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
}
