package org.diabolo.job;

import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.orMapping;

import java.io.Serializable;
import org.diabolo.job.Mapping.Form;

/**
 * How large a mini-batch is.
 *
 * @param size in the unit, at least 1
 * @param unit what it counts
 */
public record BatchSpec(int size, Unit unit) implements Serializable {
  /** What a batch's size counts. */
  public enum Unit {
    /** Rows. */
    EXAMPLES,
    /** Tokens of the longer side, padding not counted; of rows that are no text one a row. */
    TOKENS
  }

  private static final Option<Integer> EXAMPLES =
      Option.of("examples", integer(1, 1_000_000), 128, "Examples of a local step.");

  private static final Option<Integer> TOKENS =
      Option.of(
          "tokens",
          integer(1, 100_000_000),
          "Tokens of a local step, of the longer side, padding not counted; of rows that are no text"
              + " one a row.");

  static final Option<Integer> BATCH =
      Option.of(
          "batch",
          orMapping(EXAMPLES.type(), Mapping.of(Form.of(EXAMPLES), Form.of(TOKENS))),
          EXAMPLES.fallback(),
          "How large a mini-batch of a local step is, in examples or in tokens.");

  /**
   * @param size examples
   * @return batches of so many examples
   */
  public static BatchSpec examples(int size) {
    return new BatchSpec(size, Unit.EXAMPLES);
  }

  /** {@code batch: 128} or {@code batch: {tokens: 4000}}. */
  static BatchSpec read(Section train) {
    if (!train.isMapping(BATCH.key())) {
      return examples(train.get(BATCH));
    }
    Section batch = train.section(BATCH.key());
    Unit unit = batch.has(TOKENS) ? Unit.TOKENS : Unit.EXAMPLES;
    if (batch.has(TOKENS) && batch.has(EXAMPLES)) {
      batch.complain("allowed: examples or tokens, not both");
    }
    int size = batch.get(unit == Unit.TOKENS ? TOKENS : EXAMPLES);
    batch.close();
    return new BatchSpec(size, unit);
  }
}
