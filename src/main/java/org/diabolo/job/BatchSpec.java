package org.diabolo.job;

import java.io.Serializable;

/**
 * How large a mini-batch is.
 *
 * @param size in the unit, at least 1
 * @param unit default examples
 */
public record BatchSpec(int size, Unit unit) implements Serializable {
  private static final long EXAMPLES = 128;

  /** What a batch's size counts. */
  public enum Unit {
    EXAMPLES,
    /** Tokens of the longer side, padding not counted; of rows that are no text one a row. */
    TOKENS
  }

  /**
   * @param size examples
   * @return batches of so many examples
   */
  public static BatchSpec examples(int size) {
    return new BatchSpec(size, Unit.EXAMPLES);
  }

  /** {@code batch: 128} or {@code batch: {tokens: 4000}}. */
  static BatchSpec read(Section train) {
    if (!train.isMapping("batch")) {
      return examples((int) train.integer("batch", 1, 1_000_000, EXAMPLES));
    }
    Section batch = train.section("batch");
    Unit unit = batch.has("tokens") ? Unit.TOKENS : Unit.EXAMPLES;
    if (batch.has("tokens") && batch.has("examples")) {
      batch.complain("allowed: examples or tokens, not both");
    }
    int size =
        unit == Unit.TOKENS
            ? (int) batch.integer("tokens", 1, 100_000_000, null)
            : (int) batch.integer("examples", 1, 1_000_000, EXAMPLES);
    batch.close();
    return new BatchSpec(size, unit);
  }
}
