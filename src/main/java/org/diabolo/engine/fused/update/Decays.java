package org.diabolo.engine.fused.update;

import java.util.List;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** DL4J's regularisations as a {@link Decay}. */
public final class Decays {
  private Decays() {}

  /**
   * @param all of a parameter; null for none
   * @param hasRate whether its updater has a learning rate; DL4J takes it for 1 otherwise
   * @return the same; null where one of them changes with time, or is of an unknown kind
   */
  public static Decay of(List<Regularization> all, boolean hasRate) {
    Decay sum = Decay.NONE;
    for (Regularization next : all == null ? List.<Regularization>of() : all) {
      Decay one = of(next, hasRate);
      if (one == null) {
        return null;
      }
      sum =
          new Decay(
              sum.l1() + one.l1(),
              sum.l2() + one.l2(),
              sum.weightDecay() + one.weightDecay(),
              sum.scaledDecay() + one.scaledDecay());
    }
    return sum;
  }

  private static Decay of(Regularization one, boolean hasRate) {
    if (one instanceof L1Regularization l1 && fixed(l1.getL1())) {
      return new Decay(value(l1.getL1()), 0, 0, 0);
    }
    if (one instanceof L2Regularization l2 && fixed(l2.getL2())) {
      return new Decay(0, value(l2.getL2()), 0, 0);
    }
    if (one instanceof WeightDecay decay && fixed(decay.getCoeff())) {
      double coefficient = value(decay.getCoeff());
      return decay.isApplyLR() && hasRate
          ? new Decay(0, 0, 0, coefficient)
          : new Decay(0, 0, coefficient, 0);
    }
    return null;
  }

  private static boolean fixed(ISchedule schedule) {
    return schedule instanceof FixedSchedule;
  }

  private static double value(ISchedule schedule) {
    return schedule.valueAt(0, 0);
  }
}
