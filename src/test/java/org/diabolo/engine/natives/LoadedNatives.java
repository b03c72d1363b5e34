package org.diabolo.engine.natives;

import java.util.Map;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.store.Json;
import org.nd4j.linalg.factory.Nd4j;

/** The main class of JVMs that tests start: loads native libraries and tells what they took. */
public final class LoadedNatives {
  private LoadedNatives() {}

  /**
   * @param arguments "blas" for Spark's binding or "nd4j", then the threads of a task slot
   */
  public static void main(String[] arguments) {
    Natives.threads(Integer.parseInt(arguments[1]));
    System.out.println(Json.line(arguments[0].equals("blas") ? blas() : nd4j()));
  }

  private static Map<String, ?> blas() {
    Blas.bind();
    // Its copy of OpenBLAS is hidden, until the symbols of the file that it loaded are made global.
    Loader.loadGlobal(System.getProperty("dev.ludovic.netlib.blas.nativeLibPath"));
    return Map.of(
        "kernel", OpenBlasKernel.name().orElse("hidden"),
        "threads", threads());
  }

  private static Map<String, ?> nd4j() {
    Nd4j.create(1);
    return Map.of(
        "kernel", OpenBlasKernel.name().orElse("hidden"),
        "threads", threads(),
        "openmp", Nd4j.getEnvironment().maxMasterThreads(),
        "backend", Nd4j.getBackend().getClass().getSimpleName());
  }

  /** OpenBLAS's own variable; JavaCPP's binding knows only what it set itself. */
  private static int threads() {
    return new IntPointer(Loader.addressof("blas_cpu_number")).get();
  }
}
