package org.diabolo.engine.fused.update;

import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

/** DL4J's updaters that have an {@link Optimizer} of the same formulas. */
public final class Optimizers {
  private Optimizers() {}

  /**
   * @param updater of DL4J; its learning rate is not looked at, each step is given one
   * @return the same; null where there is none
   */
  public static Optimizer of(IUpdater updater) {
    if (updater instanceof Adam adam) {
      return new Optimizer.Adam(adam.getBeta1(), adam.getBeta2(), adam.getEpsilon());
    }
    if (updater instanceof Nesterovs nesterovs && nesterovs.getMomentumISchedule() == null) {
      return new Optimizer.Nesterovs(nesterovs.getMomentum());
    }
    if (updater instanceof Sgd) {
      return new Optimizer.Sgd();
    }
    return updater instanceof NoOp ? new Optimizer.Unscaled() : null;
  }
}
