package org.diabolo.average.exchange;

import java.io.Serializable;

/**
 * What a replica sends at a round's end.
 *
 * @param parameters the replica's parameters in fp32; in half precision their movement, which needs
 *     fewer digits
 * @param updater the optimiser's state, where it is averaged; else empty
 * @param report on the round
 */
public record RoundResult(Packed parameters, Packed updater, Report report)
    implements Serializable {

  /**
   * A replica's figures of one round.
   *
   * @param replica which
   * @param examples trained on
   * @param steps taken
   * @param iterations that the optimiser made of them
   * @param lossSum over the examples, each before its step
   * @param fetchNanos until the global state was there and loaded
   * @param computeNanos in local steps
   * @param packNanos of copying and packing the result
   * @param bytes sent
   * @param forgot whether the executor no longer had what it should have kept since the replica's
   *     last round
   */
  public record Report(
      int replica,
      long examples,
      int steps,
      long iterations,
      double lossSum,
      long fetchNanos,
      long computeNanos,
      long packNanos,
      long bytes,
      boolean forgot)
      implements Serializable {}
}
