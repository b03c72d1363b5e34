package org.diabolo.bench;

import java.util.List;
import org.diabolo.job.AveragingSpec.Outer;

/**
 * What the scaling study trains.
 *
 * @param workers numbers of replicas; one replica is always trained
 * @param periods local steps a round
 * @param outers outer steps, each with every number of replicas above one and every period
 * @param outerRate of nesterov
 * @param outerMomentum of nesterov
 * @param epochs of every training: equal examples
 * @param batch examples a local step
 * @param rate learning rate of one replica
 * @param rateGrowth exponent: {@code w} replicas train at {@code rate × w^rateGrowth}
 * @param validations an epoch, about
 * @param loss that the time is told to, or null for {@link #SLACK} times what one replica ends with
 * @param link stated network
 */
public record ScalingPlan(
    List<Integer> workers,
    List<Integer> periods,
    List<Outer> outers,
    double outerRate,
    double outerMomentum,
    int epochs,
    int batch,
    double rate,
    double rateGrowth,
    int validations,
    Double loss,
    Link link) {
  /** How much worse than one replica's last loss is good enough, where none is asked for. */
  public static final double SLACK = 1.1;
}
