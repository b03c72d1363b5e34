package org.diabolo.engine.fused.kernel;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.File;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.diabolo.engine.BlasCheck;
import org.diabolo.engine.natives.Natives;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Single-precision matrix products on Java arrays, column-major as in Fortran: Spark's BLAS binding
 * over the OpenBLAS that ND4J brings, which copies nothing; pure Java where that cannot be loaded.
 */
public final class Blas {
  private static final Logger LOG = LoggerFactory.getLogger(Blas.class);
  private static final String LIBRARY = "dev.ludovic.netlib.blas.nativeLibPath";
  private static final BLAS INSTANCE = load();

  private Blas() {}

  /**
   * Points Spark's binding at ND4J's library. Spark ML uses the same binding, and the first to use
   * it in a JVM decides, so this is called before Spark ML can be.
   */
  public static void bind() {
    LOG.debug("products by {}", INSTANCE);
  }

  private static BLAS load() {
    try {
      Natives.prepare();
      if (System.getProperty(LIBRARY) == null) {
        File binding = new File(Loader.load(openblas_nolapack.class));
        File library = new File(binding.getParentFile(), "libopenblas_nolapack.so.0");
        if (library.exists()) {
          System.setProperty(LIBRARY, library.getPath());
        }
      }
      BLAS found = NativeBLAS.getInstance();
      BlasCheck.check((a, b, size) -> square(found, a, b, size));
      return found;
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("native BLAS cannot be used ({}); products run in Java, slower", e.getMessage());
      return JavaBLAS.getInstance();
    }
  }

  private static float[] square(BLAS blas, float[] a, float[] b, int n) {
    // Row-major a · b is column-major bᵀ · aᵀ.
    float[] c = new float[n * n];
    blas.sgemm("N", "N", n, n, n, 1, b, n, a, n, 0, c, n);
    return c;
  }

  /**
   * {@code c = op(a) · op(b)}, where {@code op} transposes when its flag is "T"; {@code m × n} is
   * c's shape, {@code k} the inner size, {@code ld} the leading dimensions. {@code beta} is 0 to
   * write c, 1 to add to what it holds.
   */
  public static void multiply(
      String transA,
      String transB,
      int m,
      int n,
      int k,
      float[] a,
      int offsetA,
      int ldA,
      float[] b,
      int offsetB,
      int ldB,
      float beta,
      float[] c,
      int offsetC,
      int ldC) {
    INSTANCE.sgemm(
        transA, transB, m, n, k, 1, a, offsetA, ldA, b, offsetB, ldB, beta, c, offsetC, ldC);
  }

  /** Writes the sum of a row-major matrix's rows to {@code sums} from {@code offset} on. */
  public static void sumRows(int rows, int size, float[] x, float[] sums, int offset) {
    System.arraycopy(x, 0, sums, offset, size);
    for (int row = 1; row < rows; row++) {
      INSTANCE.saxpy(size, 1, x, row * size, 1, sums, offset, 1);
    }
  }

  /**
   * Sums each of {@code rows} rows of {@code size} numbers that follow {@code at}, as a product
   * with {@code ones}; {@code beta} is 0 to write the sums, 1 to add to what they hold.
   */
  public static void sumEach(
      int rows, int size, float[] x, int at, float[] ones, float beta, float[] sums, int offset) {
    INSTANCE.sgemv("T", size, rows, 1, x, at, size, ones, 0, 1, beta, sums, offset, 1);
  }

  /** {@code y += x} over {@code count} numbers, from {@code atX} and {@code atY} on. */
  public static void add(int count, float[] x, int atX, float[] y, int atY) {
    INSTANCE.saxpy(count, 1, x, atX, 1, y, atY, 1);
  }

  /** Sum of the products of {@code count} numbers from {@code offset} on in both arrays. */
  static float dot(int count, float[] x, float[] y, int offset) {
    return INSTANCE.sdot(count, x, offset, 1, y, offset, 1);
  }

  /** Sum of the squares of {@code count} numbers from {@code offset} on. */
  public static float squares(int count, float[] x, int offset) {
    return INSTANCE.sdot(count, x, offset, 1, x, offset, 1);
  }
}
