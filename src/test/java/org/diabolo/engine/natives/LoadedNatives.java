package org.diabolo.engine.natives;

import com.sun.jna.NativeLibrary;
import java.util.Map;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.store.Json;
import org.nd4j.linalg.factory.Nd4j;

/** The main class of JVMs that tests start: loads native libraries and tells what they took. */
public final class LoadedNatives {
  private LoadedNatives() {}

  /**
   * @param arguments "blas" for the engine's products, "java" for them in Java, or "nd4j"; then the
   *     threads of a task slot
   */
  public static void main(String[] arguments) {
    Natives.threads(Integer.parseInt(arguments[1]));
    if (arguments[0].equals("java")) {
      System.setProperty(Natives.PRODUCTS, "java");
    }
    System.out.println(Json.line(arguments[0].equals("nd4j") ? nd4j() : blas()));
  }

  private static Map<String, ?> blas() {
    float[] one = {1};
    Blas.add(1, one, 0, one, 0);
    return Map.of(
        "kernel", Natives.kernel(),
        "threads", Natives.threads(),
        "sum", one[0],
        "products", Natives.arithmetic().toString(),
        "visible", visible());
  }

  private static Map<String, ?> nd4j() {
    Nd4j.create(1);
    return Map.of(
        "kernel", Natives.kernel(),
        "threads", Natives.threads(),
        "openmp", Nd4j.getEnvironment().maxMasterThreads(),
        "backend", Nd4j.getBackend().getClass().getSimpleName(),
        "visible", visible());
  }

  /** Whether another library in this process would find OpenBLAS's triangular product. */
  private static boolean visible() {
    try {
      NativeLibrary.getProcess().getGlobalVariableAddress("dtrmm_");
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }
}
