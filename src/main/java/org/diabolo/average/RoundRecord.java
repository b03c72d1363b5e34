package org.diabolo.average;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A line of {@code rounds.jsonl}.
 *
 * @param epoch from 1
 * @param epochs of the whole training, if it is not stopped early
 * @param round from 1, counted over all epochs
 * @param rounds of the whole training, if it is not stopped early
 * @param steps local steps of the replica that took the most
 * @param examples trained on by all replicas
 * @param replicas that had rows to train on
 * @param rate learning rate of the round's last step
 * @param loss mean over the round's examples, each before its step
 * @param validLoss after the round; null but at the end of an epoch, or when there are no
 *     validation rows
 * @param seconds of the round, validation apart
 * @param computeSeconds the longest that a replica spent in local steps
 * @param examplesPerSecond of the round
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoundRecord(
    int epoch,
    int epochs,
    int round,
    int rounds,
    long steps,
    long examples,
    int replicas,
    double rate,
    double loss,
    Double validLoss,
    double seconds,
    double computeSeconds,
    double examplesPerSecond) {

  /**
   * @return whether the round is the last of its epoch
   */
  @JsonIgnore
  public boolean endsEpoch() {
    return round % (rounds / epochs) == 0;
  }
}
