package org.diabolo.engine.natives;

import java.io.IOException;
import java.util.Optional;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be settled before anybody else loads native libraries: where they are unpacked, the
 * OpenBLAS that nobody else shares, and the threads of a task slot. What the environment says
 * ({@code OPENBLAS_CORETYPE}, {@code OPENBLAS_NUM_THREADS}, {@code OMP_NUM_THREADS}) stays.
 */
public final class Natives {
  static final String KERNEL = "OPENBLAS_CORETYPE";
  static final String BLAS_THREADS = "OPENBLAS_NUM_THREADS";
  static final String OPENMP_THREADS = "OMP_NUM_THREADS";

  /** {@code java}: the engine's products run in plain Java; DL4J keeps its own. For tests. */
  static final String PRODUCTS = "diabolo.products";

  private static final Logger LOG = LoggerFactory.getLogger(Natives.class);
  private static int threads = 1;
  private static boolean prepared;
  private static Optional<OpenBlas> openBlas = Optional.empty();
  private static Arithmetic arithmetic;

  private Natives() {}

  /**
   * Says how many threads one task's products may use, where the environment does not; 1 unless
   * called. Without effect once native libraries are loaded.
   *
   * @param count at least 1
   */
  public static synchronized void threads(int count) {
    threads = count;
  }

  /** Settles the libraries' place, OpenBLAS and its threads, at the first call in this JVM. */
  public static synchronized void prepare() {
    if (prepared) {
      return;
    }
    prepared = true;
    try {
      LibraryCache.choose();
      openBlas = OpenBlas.load();
      openBlas.ifPresent(found -> found.threads(threads(BLAS_THREADS)));
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.warn("OpenBLAS cannot be loaded: {}", e.getMessage());
      LOG.debug("", e);
    }
  }

  /** Settles ND4J's library too, before ND4J loads it. */
  static synchronized void prepareNd4j() {
    prepare();
    if (openBlas.isEmpty()) {
      return;
    }
    try {
      OpenBlas.openNd4j();
    } catch (IOException | RuntimeException | LinkageError e) {
      // ND4J will say so itself, or load it where this could not.
      LOG.debug("ND4J's library cannot be loaded apart", e);
    }
  }

  /**
   * Sets the threads of the engine's and of ND4J's products and operations now, whatever they were;
   * starts ND4J.
   *
   * @param count at least 1
   */
  public static void settleThreads(int count) {
    // Before the lock: ND4J starts here, and calls this class.
    settleThreads(Nd4j.getEnvironment(), count, count);
  }

  /** Sets those of products and of other operations, which ND4J too has set when it started. */
  static synchronized void settleThreads(Environment nd4j, int blas, int openMp) {
    // JavaCPP's call goes to whichever OpenBLAS the process sees.
    openBlas.ifPresentOrElse(
        found -> found.threads(blas), () -> openblas_nolapack.blas_set_num_threads(blas));
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(openMp);
    nd4j.setMaxMasterThreads(openMp);
  }

  /**
   * The engine's products: by OpenBLAS, once it has been compared with plain Java; in plain Java,
   * with a line that says why, where it is wrong or cannot be loaded.
   *
   * @return the same for all callers in this JVM
   */
  public static synchronized Arithmetic arithmetic() {
    if (arithmetic == null) {
      prepare();
      arithmetic = chosen();
    }
    return arithmetic;
  }

  private static Arithmetic chosen() {
    if ("java".equals(System.getProperty(PRODUCTS)) || openBlas.isEmpty()) {
      return NetlibLoader.bindings(NetlibLoader.NONE).ofJava();
    }
    Bindings bindings = NetlibLoader.bindings(openBlas.get().file().getPath());
    Optional<Arithmetic> found = bindings.ofNative();
    if (found.isEmpty()) {
      LOG.warn("OpenBLAS cannot be called; products run in plain Java, slower");
      return bindings.ofJava();
    }
    Optional<String> wrong = bindings.wrongBlas();
    if (wrong.isPresent()) {
      LOG.warn(
          "OpenBLAS's kernel {} computes wrongly here ({}): products run in plain Java, slower;"
              + " set {} in the environment to another kernel, for instance HASWELL",
          kernel(),
          wrong.get(),
          KERNEL);
      return bindings.ofJava();
    }
    return found.get();
  }

  /**
   * @return the file of the OpenBLAS in use, empty where there is none
   */
  public static synchronized Optional<String> library() {
    prepare();
    return openBlas.map(found -> found.file().getPath());
  }

  /**
   * @return the kernel that OpenBLAS itself names; {@code unknown} where it is not loaded as ours
   */
  public static synchronized String kernel() {
    prepare();
    return openBlas.map(OpenBlas::kernel).orElse("unknown");
  }

  /**
   * @return threads of one of the engine's products
   */
  public static synchronized int threads() {
    prepare();
    return openBlas.map(OpenBlas::threads).orElse(1);
  }

  /** Threads that the environment's variable asks for; those of a task slot where it does not. */
  static synchronized int threads(String variable) {
    String value = System.getenv().getOrDefault(variable, "");
    return value.matches("[1-9]\\d{0,4}") ? Integer.parseInt(value) : threads;
  }
}
