package org.diabolo.engine.fused.update;

import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
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
    if (updater instanceof AMSGrad ams) {
      return new Optimizer.AmsGrad(ams.getBeta1(), ams.getBeta2(), ams.getEpsilon());
    }
    if (updater instanceof Nadam nadam) {
      return new Optimizer.Nadam(nadam.getBeta1(), nadam.getBeta2(), nadam.getEpsilon());
    }
    if (updater instanceof RmsProp rms) {
      return new Optimizer.RmsProp(rms.getRmsDecay(), rms.getEpsilon());
    }
    if (updater instanceof AdaGrad ada) {
      return new Optimizer.AdaGrad(ada.getEpsilon());
    }
    if (updater instanceof AdaMax max) {
      return new Optimizer.AdaMax(max.getBeta1(), max.getBeta2());
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
