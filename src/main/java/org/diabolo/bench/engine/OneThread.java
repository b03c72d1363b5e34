package org.diabolo.bench.engine;

import java.util.Optional;
import org.diabolo.engine.natives.Natives;
import org.diabolo.job.InvalidJobException;

/** One thread is compared with one thread, whatever the environment says. */
final class OneThread {
  private OneThread() {}

  /**
   * @throws InvalidJobException when PyTorch would use more than one all the same
   */
  static void settle(Optional<Yardstick> yardstick) {
    Natives.settleThreads(1);
    yardstick.ifPresent(
        one -> {
          if (one.threads() != 1) {
            throw new InvalidJobException(
                "PyTorch would use "
                    + one.threads()
                    + " threads, allowed: 1, so that one is compared with one (set"
                    + " OMP_NUM_THREADS=1 and MKL_NUM_THREADS=1)");
          }
        });
  }
}
