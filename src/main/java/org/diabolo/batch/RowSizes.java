package org.diabolo.batch;

import org.diabolo.batch.Feed.Side;
import org.diabolo.job.BatchSpec.Unit;

/** How long a chunk's rows are. */
final class RowSizes {
  private final Chunk chunk;
  private final boolean tokens;
  private final boolean raggedSource;
  private final boolean raggedTarget;
  private final int mostSource;
  private final int mostTarget;

  RowSizes(Batching batching, Chunk chunk) {
    this.chunk = chunk;
    this.tokens = batching.batch().unit() == Unit.TOKENS;
    this.raggedSource = batching.ragged(Side.SOURCE);
    this.raggedTarget = batching.ragged(Side.TARGET);
    this.mostSource = batching.mostTokens(Side.SOURCE);
    this.mostTarget = batching.mostTokens(Side.TARGET);
  }

  /** Steps of a row's source, its end included; 0 where all rows take as many. */
  int source(int row) {
    return raggedSource ? chunk.sources().length(row) + 1 : 0;
  }

  /** Steps of a row's target, likewise. */
  int target(int row) {
    return raggedTarget ? chunk.targets().length(row) + 1 : 0;
  }

  /** What a row adds to a batch's size. */
  int of(int row) {
    return tokens ? tokens(row) : 1;
  }

  /** Tokens of the longer side, the end included; 1 of a row that is no text. */
  private int tokens(int row) {
    return Math.max(
        1,
        Math.max(
            Math.min(chunk.sources().length(row) + 1, mostSource),
            Math.min(chunk.targets().length(row) + 1, mostTarget)));
  }

  long totalTokens() {
    long total = 0;
    for (int row = 0; row < chunk.rows(); row++) {
      total += tokens(row);
    }
    return total;
  }
}
