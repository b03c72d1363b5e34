package org.diabolo.engine;

import org.bytedeco.openblas.presets.openblas_nolapack;

/**
 * One thread of BLAS for a task slot. More would fight over the cores, and a product that is cut
 * for several threads does not have the same bits.
 */
public final class BlasThreads {
  private BlasThreads() {}

  /** Limits OpenBLAS to one thread, unless the environment says how many there shall be. */
  public static void limit() {
    if (System.getenv("OPENBLAS_NUM_THREADS") == null) {
      openblas_nolapack.blas_set_num_threads(1);
    }
  }
}
