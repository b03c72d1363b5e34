package org.diabolo.engine.natives;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;
import org.nd4j.linalg.factory.Nd4jBackend;
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
    Natives.prepareNd4j();
  }

  @Override
  public int getPriority() {
    return Nd4jBackend.BACKEND_PRIORITY_CPU + 1;
  }

  /** The last thing that ND4J does when it starts. */
  @Override
  public void logBackendInit() {
    // ND4J sets threads by what Java sees of the environment, which need not say how many.
    int blas = Natives.threads(Natives.BLAS_THREADS);
    Natives.settleThreads(getEnvironment(), blas, Natives.threads(Natives.OPENMP_THREADS));
    String kernel = Natives.kernel();
    LOG.info(
        "native libraries loaded in {} s, kernel {}, {} thread{}",
        String.format("%.1f", (System.nanoTime() - made) / 1e9),
        kernel,
        blas,
        blas == 1 ? "" : "s");
    if (Processor.outruns(kernel)) {
      LOG.warn(
          "OpenBLAS runs its kernel {}, which this processor could beat several times over: unset"
              + " {} in the environment",
          kernel,
          Natives.KERNEL);
    }
  }
}
