package org.diabolo.bench.engine;

import java.util.Optional;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.diabolo.job.InvalidJobException;
import org.nd4j.linalg.factory.Nd4j;

/** One thread is compared with one thread. */
final class OneThread {
  private OneThread() {}

  /**
   * @throws InvalidJobException when a contestant would use more than one
   */
  static void require(Optional<Yardstick> yardstick) {
    require("ND4J", "OMP_NUM_THREADS", Nd4j.getEnvironment().maxMasterThreads());
    require("OpenBLAS", "OPENBLAS_NUM_THREADS", openblas_nolapack.blas_get_num_threads());
    yardstick.ifPresent(one -> require("PyTorch", "OMP_NUM_THREADS", one.threads()));
  }

  private static void require(String library, String variable, int threads) {
    if (threads != 1) {
      throw new InvalidJobException(
          library
              + " would use "
              + threads
              + " threads, allowed: 1, so that one is compared with one (set "
              + variable
              + "=1)");
    }
  }
}
