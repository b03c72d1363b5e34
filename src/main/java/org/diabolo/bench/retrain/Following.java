package org.diabolo.bench.retrain;

import org.diabolo.bench.Table;

/**
 * One of several models in a row, by its codes of held-out rows looked up among those of the one
 * before, and among those of the first.
 *
 * @param seed of all
 * @param way from each to the next
 * @param step which retraining it is, from 1
 * @param kept share of the 10 neighbours that the own codes of the one before have
 * @param ofVoteBefore share of right votes, over that of the one before among its own; null without
 *     labels
 * @param keptOfFirst as {@code kept}, of the first
 * @param ofFirstVote as {@code ofVoteBefore}, of the first
 * @param error on the test rows that there are so far
 * @param ofFresh of the last, whose rows are all: that over the error of a model that is trained on
 *     them as if there had been none before; null of the others
 * @param exactMatch of texts, on the same test rows; null of numbers
 */
public record Following(
    long seed,
    String way,
    int step,
    double kept,
    Double ofVoteBefore,
    double keptOfFirst,
    Double ofFirstVote,
    double error,
    Double ofFresh,
    Double exactMatch) {

  static Following of(
      long seed,
      Way way,
      int step,
      Lookup.Degree before,
      Lookup.Degree first,
      ModelError error,
      ModelError fresh) {
    return new Following(
        seed,
        way.toString(),
        step,
        before.kept(),
        before.ofOwnVote(),
        first.kept(),
        first.ofOwnVote(),
        error.error(),
        fresh == null ? null : error.error() / fresh.error(),
        error.exactMatch());
  }

  static Report report() {
    return new Report(
        "in a row,",
        "seed",
        "step",
        "kept of 10",
        "of vote",
        "of the first's 10",
        "of its vote",
        "error",
        "of a fresh one's",
        "exact match");
  }

  String addTo(Report report) {
    return report.add(
        way,
        "" + seed,
        "" + step,
        Table.cell("%.3f", kept),
        Table.cell("%.3f", ofVoteBefore),
        Table.cell("%.3f", keptOfFirst),
        Table.cell("%.3f", ofFirstVote),
        Table.cell("%.5f", error),
        Table.cell("%.3f", ofFresh),
        Table.cell("%.3f", exactMatch));
  }
}
