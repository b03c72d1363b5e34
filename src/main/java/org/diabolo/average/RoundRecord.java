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
 * @param endsEpoch whether it is the last of its epoch
 * @param steps local steps of the replica that took the most
 * @param examples trained on by all replicas
 * @param replicas that had rows to train on
 * @param rate learning rate of the round's last step
 * @param loss mean over the round's examples, each before its step
 * @param validLoss after the round; null where none was due, or when there are no validation rows
 * @param movement L2 norm of the replicas' averaged movement
 * @param retries times the round was tried before and not applied
 * @param seconds of the round, validation and retries apart
 * @param computeSeconds in local steps: of the replica that took longest, or, where replicas
 *     outnumber the task slots, what all steps take on all slots
 * @param broadcastSeconds until the global state was published, fetched and loaded
 * @param reduceSeconds of packing, averaging and the outer step
 * @param waitSeconds the rest: scheduling, travelling, waiting for the slowest
 * @param bytesDown of the global state, to each executor
 * @param bytesUp that all replicas sent
 * @param examplesPerSecond of the round
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoundRecord(
    int epoch,
    int epochs,
    int round,
    int rounds,
    @JsonIgnore boolean endsEpoch,
    long steps,
    long examples,
    int replicas,
    double rate,
    double loss,
    Double validLoss,
    double movement,
    int retries,
    double seconds,
    double computeSeconds,
    double broadcastSeconds,
    double reduceSeconds,
    double waitSeconds,
    long bytesDown,
    long bytesUp,
    double examplesPerSecond) {}
