package org.diabolo.average;

import java.util.List;
import org.diabolo.batch.Share;

/**
 * An epoch, or the part of it that the same replicas train.
 *
 * @param shares of the replicas
 * @param rates of their steps
 * @param firstRound of the epoch, from 0
 * @param rounds from the first to the epoch's end
 */
record EpochPart(List<Share> shares, RateSchedule rates, int firstRound, int rounds) {
  int workers() {
    return shares.size();
  }

  /** Of the whole epoch, as it goes now. */
  int roundsOfEpoch() {
    return firstRound + rounds;
  }
}
