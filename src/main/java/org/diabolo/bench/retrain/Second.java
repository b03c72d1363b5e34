package org.diabolo.bench.retrain;

import org.diabolo.bench.Table;

/**
 * The second of two models, by its codes of held-out rows looked up among the first one's codes.
 *
 * @param seed of both
 * @param way from one to the other
 * @param kept share of the 10 neighbours that the first model's own codes of the same rows have
 * @param vote share of rows whose label most of the neighbours have; null without labels
 * @param firstVote the same of the first model among its own
 * @param ofFirstVote {@code vote} over it
 * @param error on the test rows: {@code mse} or {@code character_error_rate}
 * @param ofFresh that over the error of a model of the same rows and seed that is trained as if
 *     there had been no first
 * @param exactMatch of texts, on the test rows; null of numbers
 */
public record Second(
    long seed,
    String way,
    double kept,
    Double vote,
    Double firstVote,
    Double ofFirstVote,
    double error,
    double ofFresh,
    Double exactMatch) {

  static Second of(long seed, Way way, Lookup.Degree degree, ModelError error, ModelError fresh) {
    return new Second(
        seed,
        way.toString(),
        degree.kept(),
        degree.vote(),
        degree.ownVote(),
        degree.ofOwnVote(),
        error.error(),
        error.error() / fresh.error(),
        error.exactMatch());
  }

  static Report report() {
    return new Report(
        "second model,",
        "seed",
        "kept of 10",
        "vote",
        "first's own",
        "of it",
        "error",
        "of a fresh one's",
        "exact match");
  }

  String addTo(Report report) {
    return report.add(
        way,
        "" + seed,
        Table.cell("%.3f", kept),
        Table.cell("%.3f", vote),
        Table.cell("%.3f", firstVote),
        Table.cell("%.3f", ofFirstVote),
        Table.cell("%.5f", error),
        Table.cell("%.3f", ofFresh),
        Table.cell("%.3f", exactMatch));
  }
}
