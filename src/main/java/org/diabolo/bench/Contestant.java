package org.diabolo.bench;

/** One side of a comparison. */
interface Contestant {

  /** What training gave. */
  record Score(long examples, double seconds, double loss) {
    double examplesPerSecond() {
      return examples / seconds;
    }
  }

  String name();

  /** Trains from scratch, from rows that are cached in the executors to trained parameters. */
  Score train();
}
