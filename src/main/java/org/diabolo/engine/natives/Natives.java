package org.diabolo.engine.natives;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be settled before the first native library is loaded, because OpenBLAS and OpenMP read
 * it then and never again: the kernel that fits this machine's processor, and the threads of a task
 * slot. What the environment says already stays.
 */
public final class Natives {
  static final String KERNEL = "OPENBLAS_CORETYPE";
  static final String BLAS_THREADS = "OPENBLAS_NUM_THREADS";
  static final String OPENMP_THREADS = "OMP_NUM_THREADS";

  private static final Logger LOG = LoggerFactory.getLogger(Natives.class);
  private static int threads = 1;
  private static Map<String, String> environment;

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

  /** Settles kernel, threads and the libraries' place, at the first call in this JVM. */
  public static synchronized void prepare() {
    if (environment == null) {
      environment = prepared();
    }
  }

  private static Map<String, String> prepared() {
    Map<String, String> wanted = new LinkedHashMap<>();
    Processor.kernel().ifPresent(kernel -> wanted.put(KERNEL, kernel));
    wanted.put(BLAS_THREADS, Integer.toString(threads));
    wanted.put(OPENMP_THREADS, Integer.toString(threads));
    try {
      LibraryCache.choose();
      Map<String, String> inForce = CEnvironment.addMissing(wanted);
      if (!inForce.isEmpty()) {
        return inForce;
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("the environment of native libraries cannot be changed", e);
    }
    // The libraries see what Java sees; threads are set by calls once they are loaded.
    wanted.remove(KERNEL);
    wanted.replaceAll((name, value) -> System.getenv().getOrDefault(name, value));
    Optional.ofNullable(System.getenv(KERNEL)).ifPresent(kernel -> wanted.put(KERNEL, kernel));
    return wanted;
  }

  /**
   * @return the kernel that OpenBLAS runs; the one that it was asked for where it does not tell
   */
  public static synchronized String kernel() {
    prepare();
    Optional<String> running;
    try {
      running = OpenBlasKernel.name();
    } catch (RuntimeException | LinkageError e) {
      running = Optional.empty();
    }
    return running.orElse(environment.getOrDefault(KERNEL, "of its own choice"));
  }

  /** Threads of a variable's value; 1 where it is no number. */
  static synchronized int threads(String variable) {
    prepare();
    String value = environment.get(variable);
    return value.matches("[1-9]\\d{0,4}") ? Integer.parseInt(value) : 1;
  }
}
