package org.diabolo.bench;

import java.util.Arrays;

/** One side of a comparison. */
interface Contestant {

  /**
   * What training gave.
   *
   * @param rows of an epoch
   * @param epochSeconds of each epoch; the first has what the contestant does only once
   * @param parameters trained, in DL4J's order
   */
  record Training(long rows, double[] epochSeconds, float[] parameters) {
    double examplesPerSecond() {
      return rows * epochSeconds.length / Arrays.stream(epochSeconds).sum();
    }

    /** What it would come to were training very long; of all epochs where there is but one. */
    double examplesPerSecondLater() {
      int later = epochSeconds.length - 1;
      return later == 0
          ? examplesPerSecond()
          : rows * later / Arrays.stream(epochSeconds).skip(1).sum();
    }
  }

  String name();

  /** Trains from scratch, from rows that are cached in the executors to trained parameters. */
  Training train();
}
