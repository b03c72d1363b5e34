package org.diabolo.engine.natives;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.nd4j.linalg.cpu.nativecpu.CpuBackend;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ND4J's CPU backend, told apart only by when it is made and called: ND4J makes its backends before
 * it loads its libraries, whichever class was the first to use it, and calls this one when it has.
 * Found by Java's service loader.
 */
public final class DiaboloBackend extends CpuBackend {
  private static final Logger LOG = LoggerFactory.getLogger(DiaboloBackend.class);
  private final long made = System.nanoTime();

  /** For the service loader. */
  public DiaboloBackend() {
    Natives.prepare();
  }

  @Override
  public int getPriority() {
    return Nd4jBackend.BACKEND_PRIORITY_CPU + 1;
  }

  /** The last thing that ND4J does when it starts. */
  @Override
  public void logBackendInit() {
    // ND4J sets threads by Java's copy of the environment, which does not have what we added.
    int blas = Natives.threads(Natives.BLAS_THREADS);
    int openMp = Natives.threads(Natives.OPENMP_THREADS);
    openblas_nolapack.blas_set_num_threads(blas);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(openMp);
    getEnvironment().setMaxMasterThreads(openMp);
    String kernel = Natives.kernel();
    LOG.info(
        "native libraries loaded in {} s, kernel {}, {} thread{}",
        String.format("%.1f", (System.nanoTime() - made) / 1e9),
        kernel,
        blas,
        blas == 1 ? "" : "s");
    if (OpenBlasKernel.slow(kernel) && Processor.kernel().isPresent()) {
      LOG.warn(
          "OpenBLAS runs its kernel {}, which this processor could beat several times over: set"
              + " OPENBLAS_CORETYPE={} in the environment (spark.executorEnv.OPENBLAS_CORETYPE for"
              + " executors)",
          kernel,
          Processor.kernel().get());
    }
  }
}
