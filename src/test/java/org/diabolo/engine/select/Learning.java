package org.diabolo.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.diabolo.batch.Batch;
import org.diabolo.engine.Replica;

/**
 * Trains on one batch until the loss has halved. How many steps that takes hangs on the last digit
 * of products, which processors round differently, so the tests ask that it happens, not when.
 */
final class Learning {
  private static final double RATE = 0.01;

  /** Several times what any network of the tests needs. */
  private static final int MOST_STEPS = 500;

  private Learning() {}

  static void halvesTheLoss(Replica replica, Batch batch) {
    double first = replica.loss(batch);
    double loss = first;
    for (int step = 0; step < MOST_STEPS && loss > first / 2; step++) {
      replica.step(batch, RATE);
      loss = replica.loss(batch);
    }
    assertThat(loss).isLessThanOrEqualTo(first / 2);
  }
}
